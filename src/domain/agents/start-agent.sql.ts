export const START_AGENT = {
  name: 'start-agent',
  text: `
update agent set
  status = 'running', started_at = coalesce(started_at, clock_timestamp()), engine = $3, engine_version = $4, engine_session_id = $5,
  model = $6, sandbox = $7, billing = $8, branch = $9, base_sha = $10
where workspace_id = $1::uuid and id = $2::uuid`,
};
/** Ends an agent: its record, its lease, what it cost and the questions nobody waits for any more, in one statement. */
export const END_AGENT = {
  name: 'end-agent',
  text: `
with gone as (
  delete from lease where workspace_id = $1::uuid and agent_id = $2::uuid
), ended as (
  update agent set
    status = $3::"AgentStatus", reason = $4, ended_at = clock_timestamp(), phase = null, activity = null,
    pause_requested_at = null, paused_at = null,
    head_sha = coalesce($5, head_sha), result_hash = $6, result = $7::jsonb,
    input_tokens       = greatest(input_tokens, coalesce(($8::jsonb ->> 'inputTokens')::bigint, 0)),
    output_tokens      = greatest(output_tokens, coalesce(($8::jsonb ->> 'outputTokens')::bigint, 0)),
    cache_read_tokens  = greatest(cache_read_tokens, coalesce(($8::jsonb ->> 'cacheReadTokens')::bigint, 0)),
    cache_write_tokens = greatest(cache_write_tokens, coalesce(($8::jsonb ->> 'cacheWriteTokens')::bigint, 0)),
    cost_micros        = greatest(cost_micros, coalesce(($8::jsonb ->> 'costMicros')::bigint, 0)),
    turns              = greatest(turns, coalesce(($8::jsonb ->> 'turns')::int, 0)),
    model              = coalesce($8::jsonb ->> 'model', model)
  where workspace_id = $1::uuid and id = $2::uuid
  returning task_id, cost_micros
), withdrawn as (
  update exception x set
    status = 'dismissed', resolution = '{"option": null, "text": null}', resolved_at = clock_timestamp(),
    updated_at = clock_timestamp(), version = x.version + 1
  from ended e
  where x.workspace_id = $1::uuid and x.task_id = e.task_id and x.agent_id = $2::uuid
    and x.type in ('QUESTION', 'PERMISSION') and x.status in ('open', 'acknowledged')
  returning x.id, x.task_id
), told as (
  insert into event (workspace_id, type, actor, task_id, agent_id, exception_id, payload)
  select $1::uuid, 'exception.resolved', 'system', w.task_id, $2::uuid, w.id, '{"status": "dismissed"}' from withdrawn w
)
update task t set spent_micros = t.spent_micros + e.cost_micros
from ended e where t.workspace_id = $1::uuid and t.id = e.task_id
returning t.spent_micros`,
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
from agent a join task t on t.workspace_id = a.workspace_id and t.id = a.task_id
where a.id = $1::uuid and a.result_hash is not null`,
};
/** What a work agent leaves for verification and merge. */
export const NOTE_COMMIT = {
  name: 'note-commit',
  text: `
update task set base_sha = $3, head_sha = $4, pinned_runner_id = $5::uuid, verdict = null, feedback = null
where workspace_id = $1::uuid and id = $2::uuid`,
};
export const NOTE_VERDICT = {
  name: 'note-verdict',
  text: 'update task set verdict = $3::"Verdict" where workspace_id = $1::uuid and id = $2::uuid',
};
export const NOTE_FAILURE = {
  name: 'note-failure',
  text: 'update task set failures = failures + 1, feedback = $3 where workspace_id = $1::uuid and id = $2::uuid returning failures',
};
export const NOTE_MERGE = {
  name: 'note-merge',
  text: 'update task set merged_sha = $3 where workspace_id = $1::uuid and id = $2::uuid',
};
/** Offers a task that waits in VERIFYING or MERGING to another agent. */
export const OFFER_AGAIN = {
  name: 'offer-again',
  text: `
update task set ready = $3::"AgentKind", claim_key = clock_timestamp() + priority * interval '10 minutes', updated_at = clock_timestamp(), version = version + 1
where workspace_id = $1::uuid and id = $2::uuid and status in ('VERIFYING', 'MERGING') and ready is null`,
};
/** How many other agents of a kind ended so since the task last got a commit. */
export const COUNT_ENDED = {
  name: 'count-ended',
  text: `
select count(*)::int as n from agent
where workspace_id = $1::uuid and task_id = $2::uuid and kind = $3::"AgentKind" and status::text = any($4::text[]) and id <> $5::uuid
  and attempt > coalesce((select max(w.attempt) from agent w
                          where w.workspace_id = $1::uuid and w.task_id = $2::uuid and w.kind = 'work' and w.status = 'completed'), 0)`,
};
