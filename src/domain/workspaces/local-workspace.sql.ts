/** By which the first workspace of an installation is known. */
export const LOCAL_SLUG = 'local';

/**
 * Makes the workspace and the owner of single-user mode where they are missing; returns their ids. Its first owner stays
 * that one with an account and another address too, and looks after the installation.
 */
export const ENSURE_LOCAL_WORKSPACE = {
  name: 'ensure-local-workspace',
  text: `
with w as (
  insert into workspace (id, name, slug) values ($1, 'My workspace', '${LOCAL_SLUG}')
  on conflict (slug) do update set slug = excluded.slug returning id
), known as (
  select m.user_id from member m join w on w.id = m.workspace_id where m.role = 'owner' order by m.created_at limit 1
), u as (
  insert into "user" (id, name, email, administrator) select $2, 'You', 'you@localhost', true where not exists (select from known)
  on conflict (email) do update set email = excluded.email returning id
), m as (
  insert into member (workspace_id, user_id, role) select w.id, u.id, 'owner' from w, u
  on conflict do nothing
)
select w.id as workspace_id, coalesce((select user_id from known), (select id from u)) as user_id from w`,
};
