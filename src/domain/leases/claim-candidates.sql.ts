/**
 * The next tasks in claim order that these runners could take, locked for this transaction.
 * $1 workspace, $2 projects, $3 labels, $4 engines, $5 runners, $6 how many
 */
export const CLAIM_CANDIDATES = {
  name: 'claim-candidates',
  text: `
with c as materialized (
  select t.id from task t
  where t.workspace_id = $1::uuid
    and t.ready is not null
    and t.project_id = any($2::uuid[])
    and t.runner_labels <@ $3::text[]
    and (t.not_before is null or t.not_before <= clock_timestamp())
    and (t.ready <> 'work' or (cardinality($4::text[]) > 0 and (t.engine is null or t.engine = any($4::text[]))))
    and (t.pinned_runner_id is null or t.ready = 'work' or t.pinned_runner_id = any($5::uuid[]))
  order by t.claim_key, t.id
  limit $6::int
  for update of t skip locked
)
select t.id, t.number, t.ready, t.project_id, t.title, t.description, t.role, t.risk_level, t.acceptance, t.files_hint, t.feedback,
       t.timeout_ms, t.max_turns, t.budget_micros, t.spent_micros, t.engine, t.model, t.base_branch, t.base_sha, t.head_sha,
       t.pinned_runner_id, t.attempt, t.status,
       p.name as project_name, p.repo, p.default_branch, p.checks, p.setup
from c
join task t on t.id = c.id
join project p on p.workspace_id = $1::uuid and p.id = t.project_id
order by t.claim_key, t.id`,
};

/** Whether these claims may be granted, and what they were granted before. $1 workspace, then one entry a claim. */
export const CLAIM_STANDING = {
  name: 'claim-standing',
  text: `
select w.ord::int as ord, r.status, r.session_epoch = w.epoch as current,
       (select count(*) from lease l where l.runner_id = r.id)::int as leases, r.max_concurrent, g.id as granted
from unnest($2::uuid[], $3::bigint[], $4::uuid[]) with ordinality as w (runner_id, epoch, claim_id, ord)
join runner r on r.workspace_id = $1::uuid and r.id = w.runner_id
left join agent g on g.runner_id = w.runner_id and g.claim_id = w.claim_id and exists (select from lease l where l.agent_id = g.id)
order by w.ord`,
};

/** What a claim was granted before, under a new token. */
export const REGRANT = {
  name: 'regrant',
  text: `
with renewed as (
  update lease set token_hash = $3 where workspace_id = $1::uuid and agent_id = $2::uuid returning agent_id, attempt
)
select t.id, t.number, a.kind as ready, t.project_id, t.title, t.description, t.role, t.risk_level, t.acceptance, t.files_hint, t.feedback,
       t.timeout_ms, t.max_turns, t.budget_micros, t.spent_micros, t.engine, t.model, t.base_branch, t.base_sha, t.head_sha,
       t.pinned_runner_id, a.attempt - 1 as attempt, t.status,
       p.name as project_name, p.repo, p.default_branch, p.checks, p.setup
from renewed n
join agent a on a.workspace_id = $1::uuid and a.id = n.agent_id
join task t on t.workspace_id = $1::uuid and t.id = a.task_id
join project p on p.workspace_id = $1::uuid and p.id = t.project_id`,
};
