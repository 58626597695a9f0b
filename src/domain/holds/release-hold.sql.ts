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
