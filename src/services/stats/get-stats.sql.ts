/** One row of figures. $1 workspace, $2 milliseconds of silence after which a runner is offline */
export const COUNT_ALL = {
  name: 'count-all',
  text: `
select
  (select coalesce(jsonb_object_agg(status, n), '{}') from (select status::text as status, count(*) as n from task where workspace_id = $1::uuid group by 1) s) as tasks,
  (select count(*) from runner where workspace_id = $1::uuid and status <> 'REVOKED')::int as runners,
  (select count(*) from runner where workspace_id = $1::uuid and status <> 'REVOKED'
     and last_seen_at > clock_timestamp() - $2::int * interval '1 millisecond')::int as online,
  (select count(*) from runner r where r.workspace_id = $1::uuid and r.status <> 'REVOKED'
     and r.last_seen_at > clock_timestamp() - $2::int * interval '1 millisecond'
     and exists (select from lease l where l.runner_id = r.id))::int as busy,
  (select count(*) from lease where workspace_id = $1::uuid)::int as live,
  (select count(*) from exception where workspace_id = $1::uuid and status in ('open', 'acknowledged')
    and (snoozed_until is null or snoozed_until <= clock_timestamp()))::int as exceptions,
  (select count(*) from file_lock where workspace_id = $1::uuid)::int as locks,
  (select min(queued_at) from task where workspace_id = $1::uuid and status = 'QUEUED') as oldest_queued_at,
  (select count(*) from task where workspace_id = $1::uuid and status = 'COMPLETED' and ended_at > clock_timestamp() - interval '24 hours')::int as completed,
  (select count(*) from task where workspace_id = $1::uuid and status = 'FAILED' and ended_at > clock_timestamp() - interval '24 hours')::int as failed,
  (select coalesce(sum(cost_micros), 0) from agent where workspace_id = $1::uuid and attempt > 0 and created_at > clock_timestamp() - interval '24 hours')::bigint as spent`,
};

/** The last 14 days by UTC, oldest first: what ended on each, and what agents begun on it have cost. */
export const COUNT_DAYS = {
  name: 'count-days',
  text: `
with day as (
  select generate_series(today - 13, today, interval '1 day')::date as day from (select (clock_timestamp() at time zone 'utc')::date as today) t
), ended as (
  select (ended_at at time zone 'utc')::date as day,
         count(*) filter (where status = 'COMPLETED')::int as completed,
         count(*) filter (where status = 'FAILED')::int as failed,
         count(*) filter (where status = 'CANCELLED')::int as cancelled
  from task where workspace_id = $1::uuid and ended_at > clock_timestamp() - interval '15 days' group by 1
), spent as (
  select (created_at at time zone 'utc')::date as day, sum(cost_micros)::bigint as micros
  from agent where workspace_id = $1::uuid and attempt > 0 and created_at > clock_timestamp() - interval '15 days' group by 1
)
select day.day::text as day, coalesce(e.completed, 0) as completed, coalesce(e.failed, 0) as failed,
       coalesce(e.cancelled, 0) as cancelled, coalesce(s.micros, 0)::bigint as micros
from day left join ended e using (day) left join spent s using (day)
order by day.day`,
};

/** Authoritative checks of the last 14 days by kind: the rounds inside sessions prove nothing. */
export const COUNT_CHECKS = {
  name: 'count-checks',
  text: `
select kind::text as kind, count(*) filter (where status = 'passed')::int as passed, count(*)::int as total
from check_run
where workspace_id = $1::uuid and round is null and status <> 'skipped' and created_at > clock_timestamp() - interval '14 days'
group by 1 order by 1`,
};
