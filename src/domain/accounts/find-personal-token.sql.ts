/**
 * Whom an access token that is good acts for, and that it was used (written once a minute at most). A CI's acts for itself,
 * as a member. $1 its hash
 */
export const FIND_PERSONAL_TOKEN = {
  name: 'find-personal-token',
  text: `
with t as (
  select p.id, p.workspace_id, coalesce(p.user_id, p.id) as user_id, p.scopes, p.project_ids, p.last_used_at,
         case when p.kind = 'ci' then 'member' else m.role::text end as role
  from personal_token p
  left join member m on m.workspace_id = p.workspace_id and m.user_id = p.user_id
  left join "user" u on u.id = p.user_id
  where (p.kind = 'ci' or (m.user_id is not null and u.disabled_at is null))
    and (p.hash = $1 or (p.earlier_hash = $1 and p.earlier_until > clock_timestamp()))
    and p.revoked_at is null and coalesce(p.expires_at > clock_timestamp(), true)
), used as (
  update personal_token p set last_used_at = clock_timestamp()
  from t
  where p.id = t.id and coalesce(p.last_used_at < clock_timestamp() - interval '1 minute', true)
)
select id, workspace_id, user_id, scopes, project_ids, role from t`,
};

/** The same by its id, for who was let in by it. $1 token */
export const STANDS_PERSONAL_TOKEN = {
  name: 'stands-personal-token',
  text: `
select p.id, p.workspace_id, coalesce(p.user_id, p.id) as user_id, p.scopes, p.project_ids,
       case when p.kind = 'ci' then 'member' else m.role::text end as role
from personal_token p
left join member m on m.workspace_id = p.workspace_id and m.user_id = p.user_id
left join "user" u on u.id = p.user_id
where p.id = $1::uuid and (p.kind = 'ci' or (m.user_id is not null and u.disabled_at is null))
  and p.revoked_at is null and coalesce(p.expires_at > clock_timestamp(), true)`,
};
