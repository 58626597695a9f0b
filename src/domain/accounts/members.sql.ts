/** One change of a workspace's members at a time. $1 workspace */
export const LOCK_MEMBERS = {
  name: 'lock-members',
  text: "select pg_advisory_xact_lock(hashtext('members'), hashtext($1)) is null as waited",
};
/**
 * Takes open tasks and decisions from somebody who leaves, so that they are nobody’s and are found as such. $1 workspace, $2 user
 */
export const UNASSIGN = {
  name: 'unassign-leaver',
  text: `
with theirs as materialized (
  select id from task
  where workspace_id = $1::uuid and assignee_id = $2::uuid and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED')
  order by id for no key update
), tasks as (
  update task t set assignee_id = null, version = t.version + 1 from theirs where t.id = theirs.id
)
update exception set assignee_id = null, version = version + 1
where workspace_id = $1::uuid and assignee_id = $2::uuid and status in ('open', 'acknowledged')`,
};
