/** One exception, locked until the transaction ends. $2 is an id or null, $3 a number or null. */
export const LOCK_EXCEPTION = {
  name: 'lock-exception',
  text: `
select e.id, e.number::int as number, e.task_id, e.agent_id, e.type::text as type, e.status::text as status, e.options, e.version::int as version
from exception e
where e.workspace_id = $1::uuid and (e.id = $2::uuid or e.number = $3::int)
for update of e`,
};
