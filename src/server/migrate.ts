import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { roleFaults } from '@/lib/check-roles';
import { connectDatabase } from './connect-database';
import {
  BEGIN,
  CREATE_TABLE,
  DESCRIBE_USER,
  FIND_TABLES,
  LIST_APPLIED,
  RECORD,
  TAKE_LOCK,
} from './migrations.sql';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
  /** Of texts that it had before: databases to which one of those was applied are as good. */
  earlier: string[];
}
/** How a migration says so, in a comment. */
const EARLIER = /^-- also applied as: ([0-9a-f]{64})$/gm;

/**
 * Applies the migrations in `directory` that a database does not have, as `prisma migrate deploy` does: same
 * table, checksums and lock, so that either can follow the other. Each is one transaction with its record, so
 * a kill leaves nothing half done. `only` leaves out all but those it names. Returns the names of those applied; throws
 * where files and database disagree.
 */
export async function migrate(url: string, directory: string, only?: string[]): Promise<string[]> {
  const wanted = (await readMigrations(directory)).filter(({ name }) => !only || only.includes(name));
  const client = await connectDatabase(url);
  try {
    const unable = await userFault(client);
    if (unable) throw new Error(unable);
    const applied: string[] = [];
    for (;;) {
      const name = await applyNext(client, wanted);
      if (!name) break;
      applied.push(name);
    }
    const [fault] = [...(await roleFaults(client)), ...(await pathFaults(client))];
    if (fault) throw new Error(fault);
    return applied;
  } finally {
    await client.end();
  }
}

/** The migrations of a folder, in order. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, 'migration.sql'), 'utf8');
      const earlier = [...sql.matchAll(EARLIER)].map(([, checksum]) => checksum!);
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex'), earlier };
    }),
  );
}

/** Whether a checksum is that of a migration, as it is or once was. */
export const isTextOf = ({ checksum, earlier }: Migration, applied: string): boolean =>
  checksum === applied || earlier.includes(applied);

async function applyNext(client: pg.Client, wanted: Migration[]): Promise<string | undefined> {
  await client.query(BEGIN);
  try {
    await client.query(TAKE_LOCK);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(LIST_APPLIED);
    const fault = faultOf(rows, wanted);
    if (fault) throw new Error(fault);
    const next = wanted.find(({ name }) => !rows.some((row) => row.name === name));
    if (next) await apply(client, next);
    await client.query('commit');
    return next?.name;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query(RECORD, [checksum, name]);
  } catch (error) {
    throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** What the user of a database lacks for its migrations, and what its administrator writes; before anything is made. */
async function userFault(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query(DESCRIBE_USER);
  const { name, database, may_create, may_make_roles, roles_exist, is_member } = rows[0];
  if (!may_create)
    return `The user ${name} of DATABASE_URL may not make tables in the database ${database}. Let an administrator run: alter database ${database} owner to ${name}`;
  if (!roles_exist && !may_make_roles)
    return `The user ${name} of DATABASE_URL may not make the roles ao_app and ao_engine. Let an administrator run: alter role ${name} createrole`;
  if (roles_exist && !is_member)
    return `The roles ao_app and ao_engine are there for another database of this PostgreSQL, and the user ${name} of DATABASE_URL may not become them. Let an administrator run: grant ao_app, ao_engine to ${name}`;
  return undefined;
}

async function pathFaults(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(FIND_TABLES);
  const { found, name, database } = rows[0];
  if (found) return [];
  return [
    `The search_path of the user ${name} does not lead to our tables. Run: alter role ${name} in database ${database} set search_path = public`,
  ];
}

function faultOf(
  found: { name: string; checksum: string; finished: boolean }[],
  wanted: Migration[],
): string | undefined {
  for (const { name, checksum, finished } of found) {
    if (!finished)
      return `Migration ${name} was left half done by another tool: mend the database, then run \`prisma migrate resolve\`.`;
    const file = wanted.find((one) => one.name === name);
    if (!file)
      return `The database has the migration ${name}, which this version does not know: it is newer than this program. Update the program.`;
    if (!isTextOf(file, checksum)) {
      return `Migration ${name} is not the file that was applied to this database: restore the file, or begin with an empty database.`;
    }
  }
  return undefined;
}
