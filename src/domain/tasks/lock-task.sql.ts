/** One task, locked until the transaction ends. $2 is an id or null, $3 a number or null. */
export const LOCK_TASK = {
  name: 'lock-task',
  text: `
select t.id, t.number::int as number, t.status::text as status, t.reason, t.version::int as version, t.head_sha, t.approved_sha,
       t.project_id, t.feedback, t.type::text as type, t.parent_id, t.attempt::int as attempt, t.resolution::text as resolution
from task t
where t.workspace_id = $1::uuid and t.number > 0 and (t.id = $2::uuid or t.number = $3::int)
for update of t`,
};
/** The live agent of a task that is locked. A statement of its own: the one that waited for the lock still sees what was before. */
export const AGENT_OF_TASK = {
  name: 'agent-of-task',
  text: 'select agent_id from lease where workspace_id = $1::uuid and task_id = $2::uuid',
};
/**
 * Whether an agent has begun to merge the commit that a locked task has: since the attempt that made it. Who never began has
 * moved no branch.
 */
export const MERGE_BEGAN = {
  name: 'merge-began',
  text: `
select exists (
  select from agent a
  where a.workspace_id = $1::uuid and a.task_id = $2::uuid and a.kind = 'merge' and a.started_at is not null
    and a.attempt > coalesce((select max(w.attempt) from agent w
                              where w.workspace_id = $1::uuid and w.task_id = $2::uuid and w.kind = 'work' and w.status = 'completed'), 0)
) as began`,
};
