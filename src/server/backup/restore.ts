import type pg from 'pg';
import { connectDatabase } from '../connect-database';
import { isTextOf, migrate, readMigrations } from '../migrate';
import type { Head } from './back-up';
import { copyFrom } from './copy-stream';
import { type Backup, readBackup } from './read-backup';
import {
  CHECK_NOW,
  closeTable,
  copyIn,
  emptyTable,
  FORGET_FUTURE,
  forceSecurity,
  goOn,
  IS_EMPTY,
  LIST_FORCED,
  LIST_SEQUENCES,
  LIST_TABLES,
  openTable,
  type Table,
} from './tables.sql';

/**
 * Brings a backup into the empty database of a direct URL: the schema as it was then, all rows in one transaction, then
 * the migrations that came since. Throws one sentence where the database holds anything, or the file is not for us.
 */
export async function restore(url: string, file: string, directory: string): Promise<{ tables: number }> {
  const backup = await readBackup(file);
  await refuseForeign(backup.head, directory);
  const client = await connectDatabase(url);
  try {
    const { rows } = await client.query<{ empty: boolean }>(IS_EMPTY);
    if (!rows[0]?.empty)
      throw new Error(
        'The database is not empty, and a restore writes over nothing: make a new one (or set another DATA_DIR) and restore into that.',
      );
    await migrate(
      url,
      directory,
      backup.head.migrations.map(({ name }) => name),
    );
    const tables = await fill(client, backup);
    await migrate(url, directory);
    return { tables };
  } finally {
    await client.end();
  }
}

async function refuseForeign({ migrations, version }: Head, directory: string): Promise<void> {
  const ours = await readMigrations(directory);
  const unknown = migrations.find(
    ({ name, checksum }) => !ours.some((one) => one.name === name && isTextOf(one, checksum)),
  );
  if (unknown)
    throw new Error(
      `The backup was made by version ${version}, with the migration ${unknown.name}, which this version does not know: update the program.`,
    );
}

async function fill(client: pg.Client, backup: Backup): Promise<number> {
  await client.query('begin');
  const { rows: tables } = await client.query<Table>(LIST_TABLES);
  const { rows: forced } = await client.query<Pick<Table, 'schema' | 'name'>>(LIST_FORCED);
  for (const table of tables) await client.query(openTable(table));
  for (const table of tables.toReversed()) await client.query(emptyTable(table));
  let filled = 0;
  for await (const { table, rows } of backup.tables()) {
    await copyFrom(client, copyIn(table), rows);
    filled++;
  }
  await client.query(FORGET_FUTURE);
  const { rows: sequences } = await client.query(LIST_SEQUENCES);
  for (const sequence of sequences) await client.query(goOn(sequence));
  await client.query(CHECK_NOW);
  for (const table of tables) await client.query(closeTable(table));
  for (const table of forced) await client.query(forceSecurity(table));
  await client.query('commit');
  return filled;
}
