export const FIND_RUNNER_KEY = {
  name: 'find-runner-key',
  text: 'select id, workspace_id, public_jwk, status from runner where id = $1::uuid',
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
