import { byKey } from '@/lib/by-key.sql';

const FIGURES = `
       count(*)::int as agents,
       count(*) filter (where b.live)::int as live,
       count(*) filter (where b.status = 'completed')::int as completed,
       count(*) filter (where b.status = 'failed')::int as failed,
       count(*) filter (where b.status = 'timeout')::int as timeout,
       count(*) filter (where b.status = 'killed')::int as killed,
       count(*) filter (where b.status = 'lost')::int as lost,
       count(*) filter (where b.status = 'released')::int as released,
       coalesce(sum(b.cost_micros), 0)::bigint as micros,
       coalesce(sum(b.turns), 0)::int as turns,
       round((percentile_cont(0.5) within group (order by extract(epoch from b.ended_at - b.started_at) * 1000)
              filter (where b.status = 'completed'))::numeric)::bigint as median`;

/**
 * Figures of agents that began within $2 hours: one row over all, one a role and one an engine, told apart by `part`.
 * $1 workspace
 */
export const COUNT_AGENTS = {
  name: 'count-agents',
  text: `
with b as materialized (
  select t.role, a.engine, a.status, a.cost_micros, a.turns, a.started_at, a.ended_at,
         exists (select from lease l where l.workspace_id = a.workspace_id and l.agent_id = a.id) as live
  from agent a join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
  where a.workspace_id = $1::uuid and a.attempt > 0 and a.created_at > clock_timestamp() - $2::int * interval '1 hour'
)
select 'all' as part, null as key, ${FIGURES} from b
union all select 'role', b.role, ${FIGURES} from b group by b.role
union all select 'engine', b.engine, ${FIGURES} from b group by b.engine
order by part, agents desc, key`,
};

/** Why agents of the last $2 hours did not succeed, most frequent first. $1 workspace */
export const COUNT_FAILURES = {
  name: 'count-failures',
  text: `
select coalesce(a.reason, a.status::text) as reason, count(*)::int as count
from agent a
where a.workspace_id = $1::uuid and a.attempt > 0 and a.created_at > clock_timestamp() - $2::int * interval '1 hour'
  and a.status in ('failed', 'timeout', 'killed', 'lost')
group by 1 order by 2 desc, 1`,
};
