import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { VERSION } from '@/lib/version';
import { connectDatabase } from '../connect-database';
import { copyTo } from './copy-stream';
import { BEGIN_SNAPSHOT, copyOut, LIST_MIGRATIONS, LIST_TABLES, readAs, type Table } from './tables.sql';

/** The first line of a backup. */
export interface Head {
  agentOrchestrator: typeof FORMAT;
  version: string;
  at: string;
  migrations: { name: string; checksum: string }[];
}
export const FORMAT = 1;
/** What follows the rows of a table: no row looks like it. */
export const END_OF_TABLE = '\\.';

/**
 * Writes everything that the database of a direct URL holds, as of one moment, into a new file that only we may read;
 * servers and runners go on meanwhile. The file has its name only when it is whole. Answers tables and rows.
 */
export async function backUp(url: string, file: string): Promise<{ tables: number; rows: number }> {
  const client = await connectDatabase(url);
  const draft = `${file}.part`;
  try {
    const gzip = createGzip({ level: 6 });
    const written = gzip.pipe(createWriteStream(draft, { mode: 0o600 }));
    const say = (line: object | string) =>
      gzip.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
    await client.query(BEGIN_SNAPSHOT);
    const { rows: migrations } = await client.query<Head['migrations'][number]>(LIST_MIGRATIONS);
    const { rows: tables } = await client.query<Table>(LIST_TABLES);
    say({ agentOrchestrator: FORMAT, version: VERSION, at: new Date().toISOString(), migrations });
    let rows = 0;
    for (const table of tables) {
      const { byEngine, ...described } = table;
      await client.query(readAs({ byEngine }));
      say({ table: described });
      rows += await copyTo(client, copyOut(table), gzip as Writable);
      say(END_OF_TABLE);
    }
    say({ end: { tables: tables.length, rows } });
    gzip.end();
    await finished(written);
    await sync(draft);
    await rename(draft, file);
    return { tables: tables.length, rows };
  } finally {
    await rm(draft, { force: true });
    await client.end();
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
