/**
 * Serialises the end of a hold that owns file locks with claims of its project, which take the same row: either the
 * claim sees no lock any more, or this sees whom the claim set aside. Otherwise a task could wait for a lock that is gone.
 */
export const GUARD_HOLD = {
  name: 'guard-hold',
  text: `
select p.id
from hold h join project p on p.workspace_id = h.workspace_id and p.id = h.project_id
where h.workspace_id = $1::uuid and h.task_id = $2::uuid and exists (select from file_lock f where f.task_id = h.task_id)
for no key update of p`,
};

/** Frees a task's file locks with its hold, and says which tasks of the project waited for a lock. */
export const RELEASE_HOLD = {
  name: 'release-hold',
  text: `
with gone as (
  delete from hold where workspace_id = $1::uuid and task_id = $2::uuid returning project_id
)
select t.id as waiter_id
from gone g
join task t on t.workspace_id = $1::uuid and t.project_id = g.project_id
where t.status = 'BLOCKED' and t.reason like 'lock:%'
order by t.created_at`,
};
