import type pg from 'pg';
import { DESCRIBE_ROLES } from './check-roles.sql';

/**
 * What is wrong with the database roles, one sentence each; empty when row-level security holds.
 * A role that bypasses it would show every workspace to everyone, so a server must not start on one.
 */
export async function roleFaults(client: Pick<pg.Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query(DESCRIBE_ROLES.text);
  return ['ao_app', 'ao_engine'].flatMap((name) => {
    const role = rows.find((row) => row.name === name);
    if (!role)
      return [
        `The database role ${name} is missing. Run \`npm run db:migrate\` with a user that may create roles.`,
      ];
    if (role.bypasses)
      return [
        `The database role ${name} bypasses row-level security. Run: alter role ${name} nosuperuser nobypassrls.`,
      ];
    if (!role.ours)
      return [`The database user may not become ${name}. Run: grant ${name} to the user of DATABASE_URL.`];
    return [];
  });
}
