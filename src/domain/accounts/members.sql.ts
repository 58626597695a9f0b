/** One change of a workspace's members at a time. $1 workspace */
export const LOCK_MEMBERS = {
  name: 'lock-members',
  text: "select pg_advisory_xact_lock(hashtext('members'), hashtext($1)) is null as waited",
};
