/** A workspace and its first owner. $1 id, $2 name, $3 slug, $4 user */
export const CREATE_WORKSPACE = {
  name: 'create-workspace',
  text: `
with w as (insert into workspace (id, name, slug) values ($1::uuid, $2, $3) returning id)
insert into member (workspace_id, user_id, role) select w.id, $4::uuid, 'owner' from w`,
};

/** One new workspace of a person at a time. $1 user */
export const LOCK_OWNED = {
  name: 'lock-owned-workspaces',
  text: "select pg_advisory_xact_lock(hashtext('owned workspaces'), hashtext($1)) is null as waited",
};

/** How many workspaces a person owns. $1 user */
export const COUNT_OWNED = {
  name: 'count-owned-workspaces',
  text: "select count(*)::int as n from member where user_id = $1::uuid and role = 'owner'",
};
