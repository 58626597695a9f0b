/** A workspace that nobody has deleted, locked until the transaction ends. $1 workspace */
export const LOCK_WORKSPACE = {
  name: 'lock-workspace',
  text: 'select name, slug from workspace where id = $1::uuid and deleted_at is null for update',
};

/** Ends every way into a workspace: of people, scripts, invited ones, machines and live agents. $1 workspace */
export const CLOSE_WORKSPACE = {
  name: 'close-workspace',
  text: `
with people as (
  delete from member where workspace_id = $1::uuid
), scripts as (
  delete from personal_token where workspace_id = $1::uuid
), invited as (
  delete from invitation where workspace_id = $1::uuid
), connecting as (
  delete from enrollment where workspace_id = $1::uuid
), machines as (
  update runner set status = 'REVOKED', revoked_at = coalesce(revoked_at, clock_timestamp()) where workspace_id = $1::uuid
), tokens as (
  delete from token where workspace_id = $1::uuid
), agents as (
  delete from lease where workspace_id = $1::uuid
)
update workspace set deleted_at = clock_timestamp() where id = $1::uuid`,
};
