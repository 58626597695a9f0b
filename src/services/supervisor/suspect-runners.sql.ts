/** The last agents of a runner that ended since a person last trusted it, newest first. $1 workspace, $2 runner */
export const ENDS_OF_RUNNER = {
  name: 'ends-of-runner',
  text: `
select a.status = 'lost' and a.reason = 'lease_expired' as lost, extract(epoch from a.ended_at)::float8 * 1000 as ended_at_ms
from runner r
join agent a on a.runner_id = r.id and a.workspace_id = r.workspace_id and a.ended_at > coalesce(r.trusted_at, '-infinity')
where r.workspace_id = $1::uuid and r.id = $2::uuid and r.status = 'ACTIVE'
order by a.ended_at desc limit 100`,
};
/** Holds a runner back. $1 workspace, $2 runner */
export const SUSPECT_RUNNER = {
  name: 'suspect-runner',
  text: `
update runner set status = 'SUSPECT', updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and status = 'ACTIVE'
returning name`,
};
/** Lets runners in again whose last agent ended $1 ms ago: while they are held back they get no other. */
export const TRUST_AGAIN = {
  name: 'trust-again',
  text: `
update runner r set status = 'ACTIVE', trusted_at = clock_timestamp(), updated_at = clock_timestamp()
where r.status = 'SUSPECT' and not exists (
  select 1 from agent a
  where a.runner_id = r.id and a.ended_at > clock_timestamp() - $1::int * interval '1 millisecond'
)
returning r.id, r.workspace_id, r.name`,
};
