import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '@/generated/prisma/client';
import { causesOf, codesOf } from './causes';
import { databaseUrl } from './database-url';
import { env } from './env';
import type { Runs } from './pool';
import { SerialClient } from './serial-client';
import { shared } from './shared';
import { notify } from './wake';

/** A transaction as one workspace: row-level security shows it nothing else. */
export type Tx = Prisma.TransactionClient;
export type { Prisma } from '@/generated/prisma/client';
/** No value in a JSON column, which Prisma tells apart from the JSON value null. */
export const NULL_JSON = Prisma.DbNull;

const client = (): PrismaClient =>
  shared(
    'prisma',
    () => {
      const max = Math.max(2, Math.floor(env().DATABASE_POOL / 2));
      const pool = new pg.Pool({ connectionString: databaseUrl(), max, Client: SerialClient });
      return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
    },
    (held) => held.$disconnect(),
  );

/**
 * Runs `run` in one transaction as the role `ao_app` inside one workspace (a database uuid).
 * This is the only way people's requests reach the data: role and workspace end with the transaction.
 * `runs` sends statements of *.sql.ts files through the same transaction, for verbs that engines share. It is run again
 * where the database ended it because another transaction and it waited for each other: nothing was written then.
 */
export async function asWorkspace<T>(
  workspaceId: string,
  run: (tx: Tx, runs: Runs) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await once(workspaceId, run);
    } catch (error) {
      if (tries === MOST_TRIES || !codesOf(causesOf(error)).some((code) => LOST_RACE.has(code))) throw error;
    }
  }
}

const MOST_TRIES = 3;
/** A deadlock and a failure to serialise, in the words of Postgres and of Prisma. */
const LOST_RACE: ReadonlySet<string> = new Set(['40P01', '40001', 'P2034']);

async function once<T>(workspaceId: string, run: (tx: Tx, runs: Runs) => Promise<T>): Promise<T> {
  const wakes = new Set<string>();
  const result = await client().$transaction(
    async (tx) => {
      await tx.$queryRaw`select set_config('role', 'ao_app', true), set_config('app.workspace', ${workspaceId}, true)`;
      return run(tx, {
        wakes,
        query: (statement, values = []) => tx.$queryRawUnsafe(statement.text, ...values),
      });
    },
    { maxWait: 5_000, timeout: 10_000 },
  );
  if (wakes.size > 0) notify(...wakes);
  return result;
}
