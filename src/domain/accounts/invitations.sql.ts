/** What a link is good for, while it is. $1 its hash */
export const READ_INVITATION = {
  name: 'read-invitation',
  text: `
select i.workspace_id, w.name as workspace_name, i.role::text as role, i.email
from invitation i join workspace w on w.id = i.workspace_id
where i.hash = $1 and i.used_at is null and i.expires_at > clock_timestamp()`,
};

/** Uses a link for one person, once; a member keeps the role they have. $1 its hash, $2 user, $3 their address */
export const USE_INVITATION = {
  name: 'use-invitation',
  text: `
with used as (
  update invitation set used_at = clock_timestamp(), used_by = $2::uuid
  where hash = $1 and used_at is null and expires_at > clock_timestamp() and coalesce(email = $3, true)
  returning id, workspace_id, role
), joined as (
  insert into member (workspace_id, user_id, role) select workspace_id, $2::uuid, role from used
  on conflict (workspace_id, user_id) do nothing
  returning workspace_id
)
select id, workspace_id, role::text as role, exists (select from joined) as joined from used`,
};
