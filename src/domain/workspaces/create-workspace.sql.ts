/** A workspace and its first owner. $1 id, $2 name, $3 slug, $4 user */
export const CREATE_WORKSPACE = {
  name: 'create-workspace',
  text: `
with w as (insert into workspace (id, name, slug) values ($1::uuid, $2, $3) returning id)
insert into member (workspace_id, user_id, role) select w.id, $4::uuid, 'owner' from w`,
};
