/** Serialises lock decisions of these projects without stopping rows that refer to them; always in the order of their ids, so two claims cannot deadlock. */
export const GUARD_PROJECTS = {
  name: 'guard-projects',
  text: 'select id from project where workspace_id = $1::uuid and id = any($2::uuid[]) order by id for no key update',
};
/** Who has what it waited for waits no longer. $1 workspace, then one entry a lock: $2 id, $3 project, $4 task, $5 kind, $6 pattern, $7 key, $8 whether it is read alone */
export const HOLD_LOCKS = {
  name: 'hold-locks',
  text: `
with l as materialized (
  select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::"LockKind"[], $6::text[], $7::text[], $8::bool[])
    as l (id, project_id, task_id, kind, pattern, match_key, shared)
), waits as (
  delete from hot.lock_wait w where w.workspace_id = $1::uuid and w.task_id in (select l.task_id from l)
), holds as (
  insert into hold (task_id, workspace_id, project_id)
  select distinct l.task_id, $1::uuid, l.project_id from l
  on conflict (task_id) do nothing
)
insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key, shared)
select distinct on (l.task_id, l.match_key) l.id, $1::uuid, l.project_id, l.task_id, l.kind, l.pattern, l.match_key, l.shared
from l order by l.task_id, l.match_key, l.shared
on conflict (task_id, match_key) do update set shared = false where file_lock.shared and not excluded.shared`,
};
