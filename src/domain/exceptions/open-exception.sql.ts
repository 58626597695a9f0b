/**
 * Gives out the next number of the workspace and writes the exception; the same id again only says which agent
 * waits for it now.
 */
export const OPEN_EXCEPTION = {
  name: 'open-exception',
  text: `
with known as (
  select id, number from exception where workspace_id = $2::uuid and id = $1::uuid
), waits as (
  update exception set agent_id = $4::uuid
  where workspace_id = $2::uuid and id = $1::uuid and task_id = $3::uuid and status in ('open', 'acknowledged') and agent_id is distinct from $4::uuid
), next as (
  update workspace set exception_seq = exception_seq + 1
  where id = $2::uuid and not exists (select from known) returning exception_seq
), made as (
  insert into exception (id, workspace_id, number, task_id, agent_id, type, severity, title, body, options)
  select $1::uuid, $2::uuid, exception_seq, $3::uuid, $4::uuid, $5::"ExceptionType", $6::"ExceptionSeverity", $7, $8, $9::jsonb from next
  returning id, number
)
select number, true as made from made union all select number, false from known`,
};
