import { byKey } from '@/lib/by-key.sql';
import { claimPlaceOf } from '@/lib/claim-place.sql';
import { desiredOf } from '@/lib/desired.sql';
import { lookedUp } from '@/lib/looked-up.sql';

/**
 * The live agents behind tokens with their tasks, all three rows locked: the fence of every write of a runner.
 * Always in the order of their ids, and the task first, as people's decisions lock it. One entry an agent: $1 id, $2 token hash
 */
export const LOCK_LIVE_AGENT = {
  name: 'lock-live-agent',
  text: `
select g.ord::int as ord, a.id, a.workspace_id, a.task_id, a.runner_id, a.attempt, a.kind, a.status, a.log_bytes, a.log_digest, a.start_day, a.branch,
       t.number, t.title, t.status as task_status, t.role, t.project_id, t.failures, t.max_retries, t.risk_level, t.requires_review,
       ${desiredOf('t', 'a')} as desired, a.kill_request, a.kill_note, t.base_sha as task_base_sha, t.head_sha as task_head_sha, t.verdict, p.auto_merge_low, t.flow_run_id is not null as in_flow,
       case when p.judge and a.kind = 'verify' and t.acceptance <> '[]' then t.acceptance end as judged_acceptance,
       ${claimPlaceOf('t')} as place,
       l.token_hash, l.attempt as lease_attempt, t.attempt as task_attempt
from (
  select * from unnest($1::uuid[], $2::bytea[]) with ordinality as g (agent_id, token_hash, ord) where ${lookedUp('g')} order by agent_id
) g
join lease l on l.agent_id = g.agent_id and l.token_hash = g.token_hash
join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
join project p on p.workspace_id = t.workspace_id and p.id = t.project_id
where l.attempt = t.attempt
order by g.agent_id
for update of t, l, a`,
};
