/** Makes the workspace and the owner of single-user mode where they are missing; returns their ids. */
export const ENSURE_LOCAL_WORKSPACE = {
  name: 'ensure-local-workspace',
  text: `
with w as (
  insert into workspace (id, name, slug) values ($1, 'My workspace', 'local')
  on conflict (slug) do update set slug = excluded.slug returning id
), u as (
  insert into "user" (id, name, email) values ($2, 'You', 'you@localhost')
  on conflict (email) do update set email = excluded.email returning id
), m as (
  insert into member (workspace_id, user_id, role) select w.id, u.id, 'owner' from w, u
  on conflict do nothing
)
select w.id as workspace_id, u.id as user_id from w, u`,
};
