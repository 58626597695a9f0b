import { byKey } from '@/lib/by-key.sql';
import { desiredOf } from '@/lib/desired.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/**
 * Renews leases and notes what their agents do, one entry a heartbeat; a stale one simply has no row in the answer.
 * An expired lease that nobody has taken over may be renewed: a lid closed for two minutes costs nothing. One that a later
 * heartbeat has overtaken renews, and says nothing new.
 * $1 lease in ms; $2 agent, $3 token hash, $4 seq, $5 phase, $6 activity, $7 usage as JSON, $8 whether it stands still
 */
export const RENEW_LEASES = {
  name: 'renew-leases',
  text: `
with b as materialized (
  select * from unnest($2::uuid[], $3::bytea[], $4::bigint[], $5::text[], $6::text[], $7::jsonb[], $8::boolean[])
    with ordinality as b (agent_id, token_hash, seq, phase, activity, usage, paused, ord)
  where ${lookedUp('b')}
), live as materialized (
  select b.*, l.workspace_id, l.task_id, l.runner_id, a.activity as before, a.paused_at is not null as was_paused,
         a.kill_request, a.pause_requested_at, b.seq >= l.heartbeat_seq as fresh
  from b
  join lease l on l.agent_id = b.agent_id and l.token_hash = b.token_hash
  join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
  order by l.agent_id
  for update of l, a
), renewed as (
  update lease l set
    expires_at    = clock_timestamp() + $1::int * interval '1 millisecond',
    heartbeat_seq = greatest(l.heartbeat_seq, v.seq)
  from live v where l.agent_id = v.agent_id
), noted as (
  update agent a set
    phase              = v.phase,
    activity           = v.activity,
    input_tokens       = greatest(a.input_tokens, coalesce((v.usage ->> 'inputTokens')::bigint, 0)),
    output_tokens      = greatest(a.output_tokens, coalesce((v.usage ->> 'outputTokens')::bigint, 0)),
    cache_read_tokens  = greatest(a.cache_read_tokens, coalesce((v.usage ->> 'cacheReadTokens')::bigint, 0)),
    cache_write_tokens = greatest(a.cache_write_tokens, coalesce((v.usage ->> 'cacheWriteTokens')::bigint, 0)),
    cost_micros        = greatest(a.cost_micros, coalesce((v.usage ->> 'costMicros')::bigint, 0)),
    turns              = greatest(a.turns, coalesce((v.usage ->> 'turns')::int, 0)),
    paused_at          = case when v.paused then coalesce(a.paused_at, clock_timestamp()) end
  from live v
  where ${byKey('a', 'v.workspace_id', 'v.agent_id')} and v.fresh
    and (v.usage is not null or (a.phase, a.activity) is distinct from (v.phase, v.activity) or v.paused <> v.was_paused)
), seen as (
  update runner r set last_seen_at = clock_timestamp()
  where r.id in (select runner_id from live) and r.last_seen_at < clock_timestamp() - interval '5 seconds'
), told as (
  insert into event (workspace_id, type, actor, task_id, agent_id, runner_id, payload)
  select v.workspace_id, 'agent.progress', 'agent:' || v.agent_id, v.task_id, v.agent_id, v.runner_id,
         jsonb_build_object('activity', v.activity, 'phase', v.phase)
  from live v where v.fresh and v.activity is not null and v.activity is distinct from v.before
), stood as (
  insert into event (workspace_id, type, actor, task_id, agent_id, runner_id, payload)
  select v.workspace_id, case when v.paused then 'agent.paused' else 'agent.resumed' end, 'agent:' || v.agent_id, v.task_id, v.agent_id, v.runner_id, '{}'
  from live v where v.fresh and v.paused <> v.was_paused
)
select v.ord::int as ord, v.workspace_id, ${desiredOf('t', 'v')} as desired,
       v.fresh and (v.paused <> v.was_paused or (v.activity is not null and v.activity is distinct from v.before)) as told
from live v
join task t on ${byKey('t', 'v.workspace_id', 'v.task_id')}`,
};
