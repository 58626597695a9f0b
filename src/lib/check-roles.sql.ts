/** What the two roles may do, and whether we may become them. */
export const DESCRIBE_ROLES = {
  name: 'describe-roles',
  text: `
select rolname as name, rolsuper or rolbypassrls as bypasses, pg_has_role(current_user, oid, 'member') as ours
from pg_roles where rolname in ('ao_app', 'ao_engine')`,
};
