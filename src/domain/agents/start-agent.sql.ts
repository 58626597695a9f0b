import { byKey } from '@/lib/by-key.sql';
import { lookedUp } from '@/lib/looked-up.sql';
import { priorityOf } from '@/lib/priority-step';

/** One entry an agent: $1 workspace, $2 id, then what it says of itself. */
export const START_AGENT = {
  name: 'start-agent',
  text: `
update agent a set
  status = 'running', started_at = coalesce(a.started_at, clock_timestamp()), engine = g.engine, engine_version = g.version,
  engine_session_id = g.session_id, model = g.model, sandbox = g.sandbox, billing = g.billing, branch = g.branch, base_sha = g.base_sha,
  resumed_attempt = g.resumed
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[])
  with ordinality as g (workspace_id, id, engine, version, session_id, model, sandbox, billing, branch, base_sha, resumed, ord)
where ${byKey('a', 'g.workspace_id', 'g.id')} and ${lookedUp('g')}`,
};
/**
 * Ends agents: their records, their leases, what they cost and the questions nobody waits for any more, in one statement.
 * What a lost or handed-back agent asked stays open: whoever goes on with its work waits for the same answer.
 * One entry an agent: $1 workspace, $2 id, $3 status, $4 reason, $5 head, $6 hash of the result, $7 result, $8 usage
 */
export const END_AGENT = {
  name: 'end-agent',
  text: `
with g as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::"AgentStatus"[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[])
    with ordinality as g (workspace_id, id, status, reason, head_sha, result_hash, result, usage, ord)
  where ${lookedUp('g')}
), gone as (
  delete from lease l using g where l.workspace_id = g.workspace_id and l.agent_id = g.id
), ended as (
  update agent a set
    status = g.status, reason = g.reason, ended_at = clock_timestamp(), phase = null, activity = null,
    pause_requested_at = null, paused_at = null,
    head_sha = coalesce(g.head_sha, a.head_sha), result_hash = g.result_hash, result = g.result,
    input_tokens       = greatest(a.input_tokens, coalesce((g.usage ->> 'inputTokens')::bigint, 0)),
    output_tokens      = greatest(a.output_tokens, coalesce((g.usage ->> 'outputTokens')::bigint, 0)),
    cache_read_tokens  = greatest(a.cache_read_tokens, coalesce((g.usage ->> 'cacheReadTokens')::bigint, 0)),
    cache_write_tokens = greatest(a.cache_write_tokens, coalesce((g.usage ->> 'cacheWriteTokens')::bigint, 0)),
    cost_micros        = greatest(a.cost_micros, coalesce((g.usage ->> 'costMicros')::bigint, 0)),
    turns              = greatest(a.turns, coalesce((g.usage ->> 'turns')::int, 0)),
    model              = coalesce(g.usage ->> 'model', a.model)
  from g where ${byKey('a', 'g.workspace_id', 'g.id')}
  returning g.ord, a.workspace_id, a.id, a.task_id, a.status, a.cost_micros
), withdrawn as (
  update exception x set
    status = 'dismissed', resolution = '{"option": null, "text": null}', resolved_at = clock_timestamp(),
    updated_at = clock_timestamp(), version = x.version + 1
  from ended e
  where x.workspace_id = e.workspace_id and x.task_id = e.task_id and x.agent_id = e.id
    and x.type in ('QUESTION', 'PERMISSION') and x.status in ('open', 'acknowledged')
    and (x.type = 'PERMISSION' or e.status not in ('lost', 'released'))
  returning x.id, x.workspace_id, x.task_id, x.agent_id
), told as (
  insert into event (workspace_id, type, actor, task_id, agent_id, exception_id, payload)
  select w.workspace_id, 'exception.resolved', 'system', w.task_id, w.agent_id, w.id, '{"status": "dismissed"}' from withdrawn w
)
update task t set spent_micros = t.spent_micros + e.cost_micros
from ended e where ${byKey('t', 'e.workspace_id', 'e.task_id')} and e.cost_micros > 0
returning e.ord::int as ord, t.spent_micros`,
};
export const STORE_CHANGE = {
  name: 'store-change',
  text: `
insert into change (agent_id, workspace_id, files, patch, truncated) values ($1::uuid, $2::uuid, $3::jsonb, $4, $5)
on conflict (agent_id) do nothing`,
};
/** The result an agent has given already, if any. */
export const FIND_RESULT = {
  name: 'find-result',
  text: `
select a.result_hash, t.status as task_status
from agent a join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
where a.id = $1::uuid and a.result_hash is not null`,
};
/** What work agents leave for verification and merge, one entry a task: what was approved before is another commit. */
export const NOTE_COMMIT = {
  name: 'note-commit',
  text: `
update task t set base_sha = g.base_sha, head_sha = g.head_sha, pinned_runner_id = g.runner_id, verdict = null,
  approved_by = null, approved_sha = null
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[])
  with ordinality as g (workspace_id, id, base_sha, head_sha, runner_id, ord)
where ${byKey('t', 'g.workspace_id', 'g.id')} and ${lookedUp('g')}`,
};
export const NOTE_VERDICT = {
  name: 'note-verdict',
  text: `
update task set verdict = $3::"Verdict", feedback = case when $3::text in ('FAILED', 'GAPS_FOUND') then feedback end
where workspace_id = $1::uuid and id = $2::uuid`,
};
/** Counts a failure and puts it before what earlier ones left for the next prompt; the newest $4 characters are kept. */
export const NOTE_FAILURE = {
  name: 'note-failure',
  text: `
update task set failures = failures + 1, feedback = left($3 || coalesce(E'\n\n' || feedback, ''), $4::int)
where workspace_id = $1::uuid and id = $2::uuid returning failures`,
};
/** Notes what a failed agent's end looks like, and counts earlier ones of its task that looked the same. $4 signature */
export const NOTE_SIGNATURE = {
  name: 'note-signature',
  text: `
with noted as (update agent set signature = $4 where workspace_id = $1::uuid and id = $3::uuid)
select count(*)::int as n from agent a
join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
where a.workspace_id = $1::uuid and a.task_id = $2::uuid and a.id <> $3::uuid and a.signature = $4 and a.attempt > t.counted_from`,
};
/** Runners on which other agents of the task were lost, besides $4. */
export const LOST_ELSEWHERE = {
  name: 'lost-elsewhere',
  text: `
select count(distinct a.runner_id)::int as n from agent a
join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
where a.workspace_id = $1::uuid and a.task_id = $2::uuid and a.kind = $3::"AgentKind" and a.status = 'lost'
  and a.reason = 'lease_expired' and a.runner_id <> $4::uuid and a.attempt > t.counted_from`,
};
/** Whether the agents of a task have used up its budget, the one that has just ended included. */
export const IS_SPENT = {
  name: 'is-spent',
  text: `
select coalesce(spent_micros >= budget_micros, false) as spent from task where workspace_id = $1::uuid and id = $2::uuid`,
};
export const NOTE_MERGE = {
  name: 'note-merge',
  text: 'update task set merged_sha = $3 where workspace_id = $1::uuid and id = $2::uuid',
};
/** Offers a task that waits in VERIFYING or MERGING to another agent; in the place it had where $4 says so. */
export const OFFER_AGAIN = {
  name: 'offer-again',
  text: `
update task t set ready = $3::"AgentKind", claim_key = case when $4::boolean then coalesce(t.queued_at, clock_timestamp()) else clock_timestamp() end + ${priorityOf('t')}, updated_at = clock_timestamp(), version = version + 1
where workspace_id = $1::uuid and id = $2::uuid and status in ('VERIFYING', 'MERGING') and ready is null`,
};
/** How many other agents of a kind ended so since the task last got a commit, or a person last gave it all its tries again. */
export const COUNT_ENDED = {
  name: 'count-ended',
  text: `
select count(*) filter (where status::text = any($4::text[])
                          and (status <> 'lost' or started_at is not null or reason = 'lease_expired'))::int as earlier,
       count(*) filter (where started_at is not null and (status, reason) in (('released', 'restarted'), ('lost', 'runner_restarted')))::int as restarts
from agent
where workspace_id = $1::uuid and task_id = $2::uuid and kind = $3::"AgentKind" and id <> $5::uuid
  and attempt > (select t.counted_from from task t where ${byKey('t', '$1::uuid', '$2::uuid')})
  and attempt > coalesce((select max(w.attempt) from agent w
                          where w.workspace_id = $1::uuid and w.task_id = $2::uuid and w.kind = 'work' and w.status = 'completed'), 0)`,
};
