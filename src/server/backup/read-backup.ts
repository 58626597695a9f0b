import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { END_OF_TABLE, FORMAT, type Head } from './back-up';
import type { Table } from './tables.sql';

const AT_ONCE = 64 * 1024;

/** A backup as it is read: its head, then each table with its rows, which must be taken before the next. */
export interface Backup {
  head: Head;
  tables(): AsyncGenerator<{ table: Table; rows: AsyncGenerator<Buffer> }>;
}

/** Opens a backup; throws one sentence where the file is none. `tables` throws where it ends before its end. */
export async function readBackup(file: string): Promise<Backup> {
  const lines = linesOf(file);
  const head = parse<Head>(file, (await lines.next()).value);
  if (head.agentOrchestrator !== FORMAT)
    throw new Error(`${file} is a backup of a form that this version does not know. Update the program.`);
  return { head, tables: () => tablesOf(file, lines) };
}

async function* tablesOf(
  file: string,
  lines: AsyncGenerator<Buffer>,
): AsyncGenerator<{ table: Table; rows: AsyncGenerator<Buffer> }> {
  for (;;) {
    const { table, end } = parse<{ table?: Table; end?: object }>(file, (await lines.next()).value);
    if (end) return;
    if (table) yield { table, rows: rowsOf(file, lines) };
  }
}

async function* rowsOf(file: string, lines: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) throw new Error(`${file} ends in the middle: it is not a whole backup.`);
    if (line.length === END_OF_TABLE.length + 1 && line.toString('latin1') === `${END_OF_TABLE}\n`) break;
    held.push(line);
    bytes += line.length;
    if (bytes < AT_ONCE) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

/** The lines of a file, each with its end. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const gunzip = source.on('error', (error) => gunzip.destroy(error)).pipe(createGunzip());
  let rest: Buffer[] = [];
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at + 1)]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
}

function parse<T>(file: string, line: Buffer | undefined): T {
  if (!line) throw new Error(`${file} ends in the middle: it is not a whole backup.`);
  try {
    return JSON.parse(line.toString('utf8')) as T;
  } catch {
    throw new Error(`${file} is not a backup made by \`npm run backup\`.`);
  }
}
