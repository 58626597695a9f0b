/**
 * What the tasks of each role took in the last 90 days, of one project, where at least three came to their end: from a
 * fifth to four fifths of them, all their agents together. $1 workspace, $2 project
 */
export const ROLE_HISTORY = {
  name: 'role-history',
  text: `
with done as (
  select t.role::text as role,
         sum(extract(epoch from a.ended_at - a.started_at) * 1000) as ms,
         sum(a.cost_micros) as micros
  from task t join agent a on a.workspace_id = t.workspace_id and a.task_id = t.id
  where t.workspace_id = $1::uuid and t.project_id = $2::uuid and t.status = 'COMPLETED'
    and t.ended_at > clock_timestamp() - interval '90 days'
    and a.kind = 'work' and a.started_at is not null and a.ended_at is not null
  group by t.id, t.role
)
select role, count(*)::int as runs,
       round((percentile_cont(0.2) within group (order by ms))::numeric)::float8 as ms_low,
       round((percentile_cont(0.8) within group (order by ms))::numeric)::float8 as ms_high,
       round((percentile_cont(0.2) within group (order by micros))::numeric)::float8 as micros_low,
       round((percentile_cont(0.8) within group (order by micros))::numeric)::float8 as micros_high
from done group by role having count(*) >= 3 order by role`,
};
