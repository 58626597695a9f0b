import type pg from 'pg';
import { expect } from 'vitest';
import { EVENT_OF } from '@/domain/tasks/task-state';

/** Has the database itself note every status that any task takes from now on by the product’s own roles, steps on the way included. */
export async function seeMoves(sql: pg.Client): Promise<void> {
  await sql.query(`
create table seen (n bigserial, task_id uuid, status text);
grant insert on seen to ao_engine, ao_app;
grant usage on sequence seen_n_seq to ao_engine, ao_app;
create function see_move() returns trigger language plpgsql as $$
begin
  insert into public.seen (task_id, status) select new.id, v::text from unnest(new.via || new.status) v;
  return null;
end $$;
create trigger see_moves after update of status on task for each row
  when (old.status is distinct from new.status and current_user in ('ao_app', 'ao_engine')) execute function see_move();`);
}

/** Expects exactly one event for each status that was seen, and none besides; answers how many there were. Begins anew. */
export async function expectOneRowEach(sql: pg.Client): Promise<number> {
  const { rows: seen } = await sql.query('delete from seen returning task_id, status');
  const moves = seen.map(({ task_id, status }) => `${task_id} ${EVENT_OF[status as 'QUEUED']}`);
  const of = [...new Set(seen.map(({ task_id }) => task_id))];
  // A task that stays blocked for another reason says so, and has not moved.
  const { rows } = await sql.query(
    `select task_id, type from (
       select task_id, type, lag(type) over (partition by task_id order by id) as before from event
       where task_id = any($1::uuid[]) and type = any($2::text[])
     ) e where type <> 'task.blocked' or before is distinct from 'task.blocked'`,
    [of, Object.values(EVENT_OF).filter((type) => type !== 'task.created')],
  );
  expect(rows.map(({ task_id, type }) => `${task_id} ${type}`).toSorted()).toEqual(moves.toSorted());
  return moves.length;
}
