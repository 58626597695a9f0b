/**
 * The person behind an access token that is good, and that it was used (written once a minute at most). $1 its hash
 */
export const FIND_PERSONAL_TOKEN = {
  name: 'find-personal-token',
  text: `
with t as (
  select p.id, p.workspace_id, p.user_id, p.scopes, p.last_used_at, m.role::text as role
  from personal_token p
  join member m on m.workspace_id = p.workspace_id and m.user_id = p.user_id
  join "user" u on u.id = p.user_id and u.disabled_at is null
  where (p.hash = $1 or (p.earlier_hash = $1 and p.earlier_until > clock_timestamp()))
    and p.revoked_at is null and coalesce(p.expires_at > clock_timestamp(), true)
), used as (
  update personal_token p set last_used_at = clock_timestamp()
  from t
  where p.id = t.id and coalesce(p.last_used_at < clock_timestamp() - interval '1 minute', true)
)
select id, workspace_id, user_id, scopes, role from t`,
};
