import { byKey } from '@/lib/by-key.sql';

/** A day ago, and the first whole hour since: their sums, and what is counted from the rows, meet there. */
const SINCE = "now() - interval '24 hours'";
const WHOLE = `hour_of(${SINCE}) + interval '1 hour'`;
const endedInHours = (status: string) =>
  `(select coalesce(sum(n), 0) from tally where status = '${status}' and hour >= ${WHOLE})::int`;

/** One row of figures, but for what READ_ROWS adds to it. $1 workspace, $2 milliseconds of silence after which a runner is offline */
export const COUNT_ALL = {
  name: 'count-all',
  text: `
with tally as materialized (
  select status, hour, sum(tasks) as n from hot.task_tally where workspace_id = $1::uuid group by 1, 2
)
select
  (select coalesce(jsonb_object_agg(status, n), '{}') from (select status::text as status, sum(n) as n from tally group by 1) s) as tasks,
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
  ${endedInHours('COMPLETED')} as completed,
  ${endedInHours('FAILED')} as failed,
  ((select coalesce(sum(micros), 0) from hot.spend_tally where workspace_id = $1::uuid and hour >= ${WHOLE})
    + (select coalesce(sum(a.cost_micros), 0) from lease l join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
       where l.workspace_id = $1::uuid and a.ended_at is null and a.attempt > 0 and a.created_at >= ${WHOLE}))::bigint as spent,
  (${SINCE})::text as since, (${WHOLE})::text as whole`,
};

const endedBefore = (status: string) => `
  (select count(*) from task
   where workspace_id = $1::uuid and number > 0 and status = '${status}' and updated_at > $2::timestamptz - interval '1 minute'
     and ended_at > $2 and ended_at < $3 and project_id <> all ($4::uuid[]))::int`;

/**
 * What no sum tells of the overview, from rows that an index finds: the oldest that waits, and what ended or began since a
 * moment within an hour. $1 workspace, $2 that moment, $3 the end of its hour, $4 hidden projects
 */
export const READ_ROWS = {
  name: 'read-rows-of-stats',
  text: `
select
  (select min(queued_at) from task
   where workspace_id = $1::uuid and number > 0 and status = 'QUEUED' and project_id <> all ($4::uuid[])) as oldest_queued_at,
  ${endedBefore('COMPLETED')} as completed,
  ${endedBefore('FAILED')} as failed,
  (select coalesce(sum(a.cost_micros), 0) from agent a
   where a.workspace_id = $1::uuid and a.attempt > 0 and a.created_at > $2 and a.created_at < $3
     and ($4::uuid[] = '{}'
       or exists (select from task t where ${byKey('t', 'a.workspace_id', 'a.task_id')} and t.project_id <> all ($4))))::bigint as spent`,
};

/** The last 14 days by UTC, oldest first: what ended on each, and what agents begun on it have cost. */
export const COUNT_DAYS = {
  name: 'count-days',
  text: `
with day as (
  select generate_series(today - 13, today, interval '1 day')::date as day from (select (now() at time zone 'utc')::date as today) t
), ended as (
  select (hour at time zone 'utc')::date as day,
         sum(tasks) filter (where status = 'COMPLETED')::int as completed,
         sum(tasks) filter (where status = 'FAILED')::int as failed,
         sum(tasks) filter (where status = 'CANCELLED')::int as cancelled
  from hot.task_tally where workspace_id = $1::uuid and hour > now() - interval '15 days' group by 1
), cost as (
  select hour as at, micros from hot.spend_tally where workspace_id = $1::uuid and hour > now() - interval '15 days'
  union all
  select a.created_at, a.cost_micros from lease l join agent a on ${byKey('a', 'l.workspace_id', 'l.agent_id')}
  where l.workspace_id = $1::uuid and a.ended_at is null and a.attempt > 0
), spent as (
  select (at at time zone 'utc')::date as day, sum(micros)::bigint as micros from cost group by 1
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
