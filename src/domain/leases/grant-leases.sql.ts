import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/**
 * Turns candidates into agents with leases, holds and events, all in one statement.
 * $1 workspace, $2 lease in ms, then one entry a grant: $3 task, $4 agent, $5 runner, $6 claim, $7 epoch, $8 token hash
 */
export const GRANT_LEASES = {
  name: 'grant-leases',
  text: `
with g as materialized (
  select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::bytea[])
    with ordinality as g (task_id, agent_id, runner_id, claim_id, epoch, token_hash, ord)
  where ${lookedUp('g')}
), b as materialized (
  select g.*, t.ready as kind, t.project_id from g join task t on ${byKey('t', '$1::uuid', 'g.task_id')}
), granted as (
  update task t set
    status     = case when b.kind = 'work' then 'ASSIGNED'::"TaskStatus" else t.status end,
    via        = null,
    reason     = null,
    ready      = null,
    claim_key  = null,
    attempt    = t.attempt + 1,
    version    = t.version + 1,
    updated_at = clock_timestamp()
  from b where ${byKey('t', '$1::uuid', 'b.task_id')}
  returning b.*, t.attempt
), agents as (
  insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id)
  select g.agent_id, $1::uuid, g.task_id, g.runner_id, g.attempt, g.kind, g.claim_id from granted g
), leases as (
  insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
  select g.agent_id, $1::uuid, g.task_id, g.runner_id, g.attempt, g.epoch, clock_timestamp() + $2::int * interval '1 millisecond', g.token_hash
  from granted g
), holds as (
  insert into hold (task_id, workspace_id, project_id)
  select g.task_id, $1::uuid, g.project_id from granted g
  on conflict (task_id) do nothing
)
insert into event (workspace_id, type, actor, project_id, task_id, agent_id, runner_id, payload)
select $1::uuid, case when g.kind = 'work' then 'task.assigned' else 'agent.claimed' end, 'runner:' || g.runner_id,
       g.project_id, g.task_id, g.agent_id, g.runner_id, jsonb_build_object('attempt', g.attempt, 'kind', g.kind)
from granted g`,
};
