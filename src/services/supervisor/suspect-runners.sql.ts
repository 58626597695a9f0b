/**
 * Holds a runner back whose agents were lost $3 times in a row since a person last trusted it; agents lost within
 * $4 ms of each other were lost at once, which counts as one. $1 workspace, $2 runner
 */
export const SUSPECT_RUNNER = {
  name: 'suspect-runner',
  text: `
with ended as (
  select a.status = 'lost' and a.reason = 'lease_expired' as lost, a.ended_at
  from runner r
  join agent a on a.runner_id = r.id and a.workspace_id = r.workspace_id and a.ended_at > coalesce(r.trusted_at, '-infinity')
  where r.workspace_id = $1::uuid and r.id = $2::uuid
  order by a.ended_at desc limit 100
), streak as (
  select e.ended_at - lag(e.ended_at) over (order by e.ended_at) as gap from ended e
  where e.lost and e.ended_at > coalesce((select max(o.ended_at) from ended o where not o.lost), '-infinity')
)
update runner set status = 'SUSPECT', updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status = 'ACTIVE'
  and (select count(*) from streak where gap is null or gap > $4::int * interval '1 millisecond') >= $3::int
returning name`,
};
