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
