import type pg from 'pg';

/**
 * As whom the product speaks to the database in tests: the owner of its own database and no superuser, as at whoever rents
 * one. Tests themselves look and prepare as the superuser.
 */
export const OWNER = 'ao_test_owner';

/** Makes the owner, where the cluster has none yet; it may make the roles that the first migration needs. */
export async function ensureOwner(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [OWNER]);
  if (rowCount === 0) await admin.query(`create role ${OWNER} login createrole password '${OWNER}'`);
}

/** The way to a database as its owner. */
export function asOwner(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.username = OWNER;
  url.password = OWNER;
  return url.href;
}
