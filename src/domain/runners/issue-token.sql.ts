/** The key of a runner, and the time by which what it signed counts: the one clock that all servers share. */
export const FIND_RUNNER_KEY = {
  name: 'find-runner-key',
  text: `
select id, workspace_id, name, public_jwk, status, pause_note, clock_timestamp() as now,
       case when key_changed_at > clock_timestamp() - interval '10 minutes' then earlier_jwk end as earlier_jwk
from runner where id = $1::uuid`,
};
/** Replaces a runner's key where it still is the one that was read. $3 the key so far, $4 the new one */
export const CHANGE_KEY = {
  name: 'change-key',
  text: `
update runner set public_jwk = $4::jsonb, earlier_jwk = public_jwk, key_changed_at = clock_timestamp(), updated_at = clock_timestamp()
where workspace_id = $1::uuid and id = $2::uuid and public_jwk = $3::jsonb and status <> 'REVOKED'
returning name`,
};
/** Writes a token and forgets those of the runner that ended an hour ago. */
export const STORE_TOKEN = {
  name: 'store-token',
  text: `
with old as (
  delete from token where runner_id = $3::uuid and expires_at < clock_timestamp() - interval '1 hour'
)
insert into token (id, workspace_id, runner_id, hash, expires_at)
values ($1::uuid, $2::uuid, $3::uuid, $4, clock_timestamp() + $5::int * interval '1 millisecond')`,
};
