import { byKey } from '@/lib/by-key.sql';
import { claimPlaceOf } from '@/lib/claim-place.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/** Who is woken and does not come for its locks within this gives way again: no machine may be there for it. */
const WOKEN = "interval '60 seconds'";
/** The first ones of a project are enough: each of those behind them becomes one of them. */
const FIRST = 32;

/**
 * The first tasks that wait for file locks in each project, in the order of claims. The bounds hold for every one of them:
 * for their sake the planner walks the index in its order and stops, where else it reads and sorts all that wait.
 * $1 workspace, $2 projects
 */
export const WAITING_FIRST = {
  name: 'waiting-first',
  text: `
select w.* from unnest($2::uuid[]) as p (id)
cross join lateral (
  select t.id, t.project_id, t.number::int as number, t.title, t.files_hint, t.reads_hint, w.path, w.place, w.passes
  from hot.lock_wait w
  join task t on ${byKey('t', 'w.workspace_id', 'w.task_id')}
  where w.workspace_id = $1::uuid and w.project_id = p.id
    and w.place between (select '-infinity'::float8) and (select 'infinity'::float8)
    and (t.status = 'BLOCKED' and t.wait_key is not null
      or t.status = 'QUEUED' and t.updated_at > clock_timestamp() - ${WOKEN})
  order by w.place, w.task_id
  limit ${FIRST}
) w`,
};

/** A task that is set aside for a path; it was passed as often as before. One entry a task: $1 workspace, $2 task, $3 path */
export const NOTE_WAIT = {
  name: 'note-wait',
  text: `
insert into hot.lock_wait (task_id, workspace_id, project_id, path, place)
select t.id, t.workspace_id, t.project_id, g.path, ${claimPlaceOf('t')}
from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as g (workspace_id, task_id, path, ord)
join task t on ${byKey('t', 'g.workspace_id', 'g.task_id')}
where ${lookedUp('g')}
on conflict (task_id) do update set path = excluded.path, place = excluded.place`,
};

/** Younger tasks were given what these wait for. $1 workspace, one entry a task: $2 task, $3 how many */
export const NOTE_PASSES = {
  name: 'note-passes',
  text: `
update hot.lock_wait w set passes = w.passes + g.passes
from unnest($2::uuid[], $3::int[]) with ordinality as g (task_id, passes, ord)
where w.workspace_id = $1::uuid and w.task_id = g.task_id and ${lookedUp('g')}`,
};
