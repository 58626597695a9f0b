import { byKey } from '@/lib/by-key.sql';
import { claimPlaceOf } from '@/lib/claim-place.sql';
import { lookedUp } from '@/lib/looked-up.sql';
import { BY_TURN, LIVE, TURN } from './turns.sql';

/**
 * What these runners could take. $2 projects, $3 labels, $4 engines, $5 runners, $7 roles that are full, $8 passed over, $9 signed ones alone.
 * The bounds of the key hold for every task. Of bounds that it cannot see the planner thinks they leave little, so it
 * walks the queue in its order: else it may read every task of the project, finished ones too, to sort those that wait.
 */
const FITS = `
    and t.ready is not null
    and t.claim_key between (select '-infinity'::timestamptz) and (select 'infinity'::timestamptz)
    and t.runner_labels <@ $3::text[]
    and (t.not_before is null or t.not_before <= clock_timestamp())
    and (t.ready <> 'work' or (cardinality($4::text[]) > 0 and (t.engine is null or t.engine = any($4::text[]))))
    and (t.ready <> 'work' or not t.avoid_runner_ids @> $5::uuid[])
    and (t.ready <> 'work' or t.prefer_until is null or t.prefer_until <= clock_timestamp() or t.prefer_runner_id = any($5::uuid[]))
    and (t.ready <> 'work' or t.role <> all($7::text[]))
    and case
      when t.pinned_runner_id is null or t.ready = 'work' then true
      when t.ready = 'verify' and (select v.verify_by = 'another_runner' from project v where v.workspace_id = $1::uuid and v.id = t.project_id)
        then t.pinned_runner_id <> any($5::uuid[])
      else t.pinned_runner_id = any($5::uuid[])
    end
    and t.id <> all($8::uuid[])
    and t.stopped_at is null
    and (t.signature is not null or not $9::boolean)`;

const OFFER = `
select t.id, t.number, t.ready, t.project_id, t.title, t.description, t.role, t.risk_level, t.acceptance, t.files_hint, t.reads_hint, t.likely_files, t.feedback,
       t.timeout_ms, t.max_turns, t.budget_micros, t.spent_micros, t.engine, t.model, t.base_branch, t.target_branch, t.base_sha, t.head_sha,
       t.pinned_runner_id, t.avoid_runner_ids, t.attempt, t.status, t.origin_id, t.signature,
       case when t.prefer_until > clock_timestamp() then t.prefer_runner_id end as prefer_runner_id,
       p.name as project_name, p.repo, p.default_branch, p.checks, p.setup, p.stall, p.verify_by, p.judge,
       (select s.value -> 'stall' from setting s where s.workspace_id = $1::uuid and s.key = 'queue') as workspace_stall,
       extract(epoch from clock_timestamp() - t.queued_at)::float8 as waited,
       ${claimPlaceOf('t')} as place
from c
join task t on t.id = c.id
join project p on p.workspace_id = $1::uuid and p.id = t.project_id`;

/**
 * The next tasks of a project in claim order that these runners could take, locked for this transaction.
 * $1 workspace, $2 to $5 and $7 to $9 as above, $6 how many
 */
export const CLAIM_CANDIDATES = {
  name: 'claim-candidates',
  text: `
with c as materialized (
  select t.id from task t
  where t.workspace_id = $1::uuid
    and t.project_id = ($2::uuid[])[1]${FITS}
  order by t.claim_key, t.id
  limit $6::int
  for update of t skip locked
)
${OFFER}
order by t.claim_key, t.id`,
};

/**
 * The same where the runners serve several projects: each project's next task has its turn by how many agents
 * the project has at work already, so a long queue of one cannot keep another waiting. Urgent tasks go first.
 */
export const CLAIM_FAIRLY = {
  name: 'claim-fairly',
  text: `
with ${LIVE}, next as materialized (
  select n.id, n.claim_key, n.urgent, ${TURN}
  from unnest($2::uuid[]) as p (id)
  cross join lateral (
    select t.id, t.claim_key, t.priority = 0 as urgent from task t
    where t.workspace_id = $1::uuid
      and t.project_id = p.id${FITS}
    order by t.claim_key, t.id
    limit 2 * $6::int
  ) n
  left join live on live.project_id = p.id
), ordered as materialized (
  select id, row_number() over (order by ${BY_TURN}) as place from next order by place limit 2 * $6::int
), c as materialized (
  select t.id, o.place from ordered o
  join task t on ${byKey('t', '$1::uuid', 'o.id')}
  where t.ready is not null
  order by o.place
  limit $6::int
  for update of t skip locked
)
${OFFER}
order by c.place`,
};

/** Those of the workspaces ($1) in which some task is ready. */
export const WITH_READY_TASKS = {
  name: 'with-ready-tasks',
  text: `
select w.id from unnest($1::uuid[]) as w (id)
where exists (select from task t where t.workspace_id = w.id and t.ready is not null)`,
};

/**
 * Whether these claims may be granted, and what they were granted before. $1 workspace, then one entry a claim. A runner
 * that said goodbye may still have a call waiting at another server: nobody hears its answer.
 */
export const CLAIM_STANDING = {
  name: 'claim-standing',
  text: `
select w.ord::int as ord, case when r.last_seen_at is null then 'LEFT' else r.status::text end as status,
       coalesce(r.quota_until > clock_timestamp(), false) as out_of_quota, r.session_epoch = w.epoch as current,
       (select count(*) from lease l where l.runner_id = r.id)::int as leases, r.max_concurrent,
       h.agent_id as granted, g.id is not null and h.agent_id is null as spent
from unnest($2::uuid[], $3::bigint[], $4::uuid[]) with ordinality as w (runner_id, epoch, claim_id, ord)
join runner r on r.workspace_id = $1::uuid and r.id = w.runner_id
left join agent g on g.runner_id = w.runner_id and g.claim_id = w.claim_id
left join lease h on h.agent_id = g.id
where ${lookedUp('w')}
order by w.ord`,
};

/** What a claim was granted before, under the same token; whoever hears of it now has the whole lease before them. $3 lease in ms */
export const REGRANT = {
  name: 'regrant',
  text: `
with renewed as (
  update lease set expires_at = clock_timestamp() + $3::int * interval '1 millisecond'
  where workspace_id = $1::uuid and agent_id = $2::uuid returning agent_id, attempt
)
select t.id, t.number, a.kind as ready, t.project_id, t.title, t.description, t.role, t.risk_level, t.acceptance, t.files_hint, t.feedback,
       t.timeout_ms, t.max_turns, t.budget_micros, t.spent_micros, t.engine, t.model, t.base_branch, t.target_branch, t.base_sha, t.head_sha,
       t.pinned_runner_id, a.attempt - 1 as attempt, t.status, t.origin_id, t.signature, a.runner_id,
       p.name as project_name, p.repo, p.default_branch, p.checks, p.setup, p.stall, p.verify_by, p.judge,
       (select s.value -> 'stall' from setting s where s.workspace_id = $1::uuid and s.key = 'queue') as workspace_stall
from renewed n
join agent a on ${byKey('a', '$1::uuid', 'n.agent_id')}
join task t on ${byKey('t', '$1::uuid', 'a.task_id')}
join project p on p.workspace_id = $1::uuid and p.id = t.project_id`,
};
