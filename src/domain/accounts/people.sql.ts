/** The workspaces of several people. $1 users */
export const MEMBERSHIPS_OF_ALL = {
  name: 'memberships-of-all',
  text: `
select m.user_id, m.workspace_id, m.role::text as role, w.name
from member m
join workspace w on w.id = m.workspace_id
where m.user_id = any($1::uuid[])
order by m.user_id, m.created_at, m.workspace_id`,
};

/** One change of who looks after the installation at a time. */
export const LOCK_ADMINISTRATORS = {
  name: 'lock-administrators',
  text: "select pg_advisory_xact_lock(hashtext('administrators')) is null as waited",
};

/** The workspaces in which something of a person is told: theirs, and the first of the installation. $1 user, $2 its slug */
export const TELL_WHERE = {
  name: 'tell-where',
  text: `
select w.id from workspace w
where w.deleted_at is null
  and (w.slug = $2 or exists (select from member m where m.workspace_id = w.id and m.user_id = $1::uuid))
order by w.id`,
};

/** Ends the access tokens of a person. $1 user */
export const END_TOKENS_OF = {
  name: 'end-tokens-of',
  text: `
update personal_token set revoked_at = clock_timestamp()
where user_id = $1::uuid and revoked_at is null`,
};
