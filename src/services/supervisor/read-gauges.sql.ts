/** How things stand in all workspaces, as (gauge, label, value). $1 milliseconds of silence that make a runner offline */
export const READ_GAUGES = {
  name: 'read-gauges',
  text: `
with seen as (
  select case
           when r.last_seen_at is null then case when r.session_epoch = 0 then 'never' else 'offline' end
           when r.last_seen_at > clock_timestamp() - $1::int * interval '1 millisecond'
             then case when exists (select from lease l where l.runner_id = r.id) then 'busy' else 'online' end
           when r.last_seen_at > clock_timestamp() - interval '3 minutes' then 'stale'
           else 'offline'
         end as liveness
  from runner r where r.status <> 'REVOKED'
)
select 'tasks' as gauge, s.status::text as label, sum(n.n)::int as value
from unnest(array['DRAFT', 'QUEUED', 'BLOCKED', 'ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'IN_REVIEW', 'MERGING',
                  'NEEDS_HUMAN', 'CANCELLING']::"TaskStatus"[]) as s (status)
cross join workspace w
cross join lateral (
  select count(*) as n from task t where t.workspace_id = w.id and t.number > 0 and t.status = s.status
) n
group by s.status
union all
select 'ready', '', count(*)::int from task t where t.ready is not null and (t.not_before is null or t.not_before <= clock_timestamp())
union all
select 'oldest', '', coalesce(extract(epoch from clock_timestamp() - min(t.queued_at)), 0)::int
from task t where t.ready is not null and (t.not_before is null or t.not_before <= clock_timestamp())
union all
select 'runners', liveness, count(*)::int from seen group by liveness
union all
select 'leases', case when l.expires_at > clock_timestamp() then 'live' else 'expired' end, count(*)::int from lease l group by 2
union all
select 'exceptions', '', count(*)::int from exception e where e.status in ('open', 'acknowledged')`,
};
