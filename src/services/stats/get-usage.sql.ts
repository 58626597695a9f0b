import { byKey } from '@/lib/by-key.sql';

const COUNTED = [
  'agents',
  'live',
  'failed',
  'micros',
  'estimated',
  'input',
  'output',
  'cache_read',
  'cache_write',
  'run_ms',
  'done',
  'given_up',
] as const;
const SUMS = COUNTED.map((name) => `coalesce(sum(${name}), 0)::bigint as ${name}`).join(', ');
const KEPT = COUNTED.filter((name) => name !== 'live').join(', ');

/** Of a note, and of an agent at work: which of them it belongs to, as it is tallied. */
const KEY = `case $2::text when 'all' then '' when 'role' then role when 'model' then coalesce(model, '') when 'runner' then runner_id::text
         when 'flow' then coalesce(flow_id::text, '') else coalesce(person_id::text, '') end`;

/**
 * What was used since $3: sums, notes that are not added up yet, and agents at work. $1 workspace; $2 by what it is tallied:
 * all, role, model, runner, flow or person
 */
const USED = `
with live as (
  select t.project_id, hour_of(a.created_at) as at, t.role, a.model, a.runner_id, r.flow_id, t.created_by as person_id, 1 as agents, 1 as live, 0 as failed,
         a.cost_micros as micros, case when a.billing = 'subscription' then a.cost_micros else 0 end as estimated,
         a.input_tokens as input, a.output_tokens as output, a.cache_read_tokens as cache_read, a.cache_write_tokens as cache_write,
         greatest(0, extract(epoch from now() - coalesce(a.started_at, a.created_at)) * 1000)::bigint as run_ms, 0 as done, 0 as given_up
  from lease l
  join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
  join task t on ${byKey('t', 'a.workspace_id', 'a.task_id')}
  left join flow_run r on r.workspace_id = t.workspace_id and r.id = t.flow_run_id
  where l.workspace_id = $1::uuid and a.ended_at is null and a.attempt > 0
), used as (
  select project_id, at, key, 0 as live, ${KEPT} from hot.usage_tally
  where workspace_id = $1::uuid and by = $2::text and at >= $3::timestamptz
  union all
  select project_id, hour, ${KEY}, 0, ${KEPT} from hot.usage_note
  where workspace_id = $1::uuid and hour >= $3::timestamptz and (runner_id is not null or $2::text not in ('model', 'runner'))
  union all
  select project_id, at, ${KEY}, live, ${KEPT} from live where at >= $3::timestamptz
)`;
/** By project, what is tallied as a whole is told apart by the project that every row names. */
const GROUP = "case $2::text when 'all' then project_id::text else key end";

/** The groups of a period, the most expensive first. $4 how many at most */
export const SUM_BY_GROUP = {
  name: 'usage-by-group',
  text: `${USED}
select ${GROUP} as key, ${SUMS}, (count(*) over ())::int as groups
from used group by 1
having sum(agents) <> 0 or sum(done) <> 0 or sum(given_up) <> 0 or sum(micros) <> 0
order by micros desc, agents desc, done desc, key limit $4::int`,
};

/** Each hour or day ($4) of a period, those of the groups $5 by themselves. */
export const SUM_BY_TIME = {
  name: 'usage-by-time',
  text: `${USED}
select date_trunc($4::text, at, 'UTC') as at, case when ${GROUP} = any($5::text[]) then ${GROUP} end as key, ${SUMS}
from used group by 1, 2`,
};

/** All since $3, apart what was before $5; what is between $4 and that is of neither. $2 is 'all' */
export const SUM_BEFORE = {
  name: 'usage-before',
  text: `${USED}
select at >= $5::timestamptz as now, ${SUMS}
from used where at >= $5::timestamptz or at <= $4::timestamptz group by 1`,
};
