/** One task, locked until the transaction ends, with the live agent it may have. $2 is an id or null, $3 a number or null. */
export const LOCK_TASK = {
  name: 'lock-task',
  text: `
select t.id, t.number::int as number, t.status::text as status, t.reason, t.version::int as version, t.head_sha, t.approved_sha,
       t.project_id, t.feedback, t.type::text as type, t.parent_id, t.attempt::int as attempt, t.resolution::text as resolution,
       (select l.agent_id from lease l where l.workspace_id = t.workspace_id and l.task_id = t.id) as agent_id
from task t
where t.workspace_id = $1::uuid and (t.id = $2::uuid or t.number = $3::int)
for update of t`,
};
