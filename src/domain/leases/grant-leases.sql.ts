/**
 * Turns candidates into agents with leases, holds and events, all in one statement.
 * $1 workspace, $2 lease in ms, then one entry a grant: $3 task, $4 agent, $5 runner, $6 claim, $7 epoch, $8 token hash
 */
export const GRANT_LEASES = {
  name: 'grant-leases',
  text: `
with g as materialized (
  select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::bytea[])
    as g (task_id, agent_id, runner_id, claim_id, epoch, token_hash)
), b as materialized (
  select t.id, t.ready, t.project_id from g join task t on t.workspace_id = $1::uuid and t.id = g.task_id
), moved as (
  update task t set
    status     = case when b.ready = 'work' then 'ASSIGNED'::"TaskStatus" else t.status end,
    reason     = null,
    ready      = null,
    claim_key  = null,
    attempt    = t.attempt + 1,
    version    = t.version + 1,
    updated_at = clock_timestamp()
  from b where t.workspace_id = $1::uuid and t.id = b.id
  returning t.id, t.project_id, t.attempt, b.ready
), agents as (
  insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id)
  select g.agent_id, $1::uuid, g.task_id, g.runner_id, m.attempt, m.ready, g.claim_id from g join moved m on m.id = g.task_id
  returning id, task_id, runner_id, attempt, kind
), leases as (
  insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
  select a.id, $1::uuid, a.task_id, a.runner_id, a.attempt, g.epoch, clock_timestamp() + $2::int * interval '1 millisecond', g.token_hash
  from agents a join g on g.agent_id = a.id
), holds as (
  insert into hold (task_id, workspace_id, project_id)
  select m.id, $1::uuid, m.project_id from moved m
  on conflict (task_id) do nothing
), facts as (
  insert into event (workspace_id, type, actor, project_id, task_id, agent_id, runner_id, payload)
  select $1::uuid, case when a.kind = 'work' then 'task.assigned' else 'agent.claimed' end, 'runner:' || a.runner_id,
         m.project_id, a.task_id, a.id, a.runner_id, jsonb_build_object('attempt', a.attempt, 'kind', a.kind)
  from agents a join moved m on m.id = a.task_id
)
select id as agent_id, task_id, attempt from agents`,
};
