import { lookedUp } from '@/lib/looked-up.sql';

/**
 * Serialises the end of holds that own file locks with claims of their projects, which take the same rows: either the
 * claim sees no lock any more, or the end sees whom the claim set aside. Otherwise a task could wait for a lock that
 * is gone. One entry a task, as below; always in the order of the projects' ids.
 */
export const GUARD_HOLDS = {
  name: 'guard-holds',
  text: `
select g.ord::int as ord
from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, task_id, ord)
join hold h on h.workspace_id = g.workspace_id and h.task_id = g.task_id
join project p on p.workspace_id = h.workspace_id and p.id = h.project_id
where exists (select from file_lock f where f.task_id = h.task_id) and ${lookedUp('g')}
order by p.id
for no key update of p`,
};

/** Frees tasks' file locks with their holds, one entry a task, and says which. $1 workspace, $2 task */
export const RELEASE_HOLDS = {
  name: 'release-holds',
  text: `
with g as materialized (
  select * from unnest($1::uuid[], $2::uuid[]) with ordinality as g (workspace_id, task_id, ord) where ${lookedUp('g')}
), gone as (
  delete from hold h using g where h.workspace_id = g.workspace_id and h.task_id = g.task_id
  returning g.ord, h.workspace_id, h.project_id, h.task_id
)
select gone.ord::int as ord, gone.project_id, f.kind::text as kind, f.match_key
from gone
join file_lock f on f.workspace_id = gone.workspace_id and f.task_id = gone.task_id`,
};
