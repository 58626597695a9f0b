export const REVOKE_RUNNER = {
  name: 'revoke-runner',
  text: `
with revoked as (
  update runner set status = 'REVOKED', revoked_at = clock_timestamp(), last_seen_at = null, updated_at = clock_timestamp()
  where workspace_id = $1::uuid and id = $2::uuid and status <> 'REVOKED'
  returning id, name
), tokens as (
  update token k set revoked_at = clock_timestamp() from revoked r where k.workspace_id = $1::uuid and k.runner_id = r.id and k.revoked_at is null
)
select name from revoked`,
};
