import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '@/generated/prisma/client';
import { databaseUrl, isPooled } from './database-url';
import { env } from './env';
import { despiteRaces } from './lost-race';
import { type Hidden, oneWorkspace, type Scope } from './one-workspace';
import { type Runs, runsThrough } from './runs';
import { SerialClient } from './serial-client';
import { sessionOf } from './session';
import { shared } from './shared';
import { notify } from './wake';

/** Who a transaction is for, as database uuids; nobody in particular is the server itself, which sees all of the workspace. */
export interface Viewer {
  workspaceId: string;
  userId: string | null;
  /** The only projects that are there for them; absent or empty: all that they may see. */
  projectIds?: readonly string[];
}
/** A transaction as one workspace: every query names it, and row-level security shows nothing else. */
export type Tx = Prisma.TransactionClient;
export type { Prisma } from '@/generated/prisma/client';
export type { Hidden } from './one-workspace';
/** No value in a JSON column, which Prisma tells apart from the JSON value null. */
export const NULL_JSON = Prisma.DbNull;

/** The connections of people's requests. */
export const peoplePool = (): pg.Pool =>
  shared(
    'people-pool',
    () => {
      const max = Math.max(2, Math.floor(env().DATABASE_POOL / 2));
      const url = databaseUrl();
      const options = isPooled(url) ? undefined : sessionOf();
      return new pg.Pool({ connectionString: url, max, Client: SerialClient, options });
    },
    (pool) => pool.end(),
  );

const client = (): PrismaClient =>
  shared(
    'prisma',
    () => {
      return new PrismaClient({ adapter: new PrismaPg(peoplePool()) });
    },
    (held) => held.$disconnect(),
  );

/**
 * How long a statement may take, and a transaction stand still, in milliseconds. Who asked is answered sooner that it took too
 * long, but the database would go on, on one of few connections.
 */
const STATEMENT_MS = '15000';

/** How long a transaction may wait and last (milliseconds); the isolation that its session has, where it has one. */
const bounds = () => ({
  maxWait: 5_000,
  timeout: 10_000,
  ...(isPooled(databaseUrl()) && { isolationLevel: 'ReadCommitted' as const }),
});

/** The tables that sign people in, as the role of the connection: no role that serves requests may read them. */
export const signInTables = (): PrismaClient => client();

/**
 * Runs `run` in one transaction as the role `ao_app` inside one workspace, as one of its people: their private projects and
 * those of everyone are there, others' are not. For a mere workspace (a database uuid) no private one is.
 * This is the only way people's requests reach the data: role, workspace and what is hidden end with the transaction.
 * `runs` sends statements of *.sql.ts files through the same transaction, for verbs that engines share. It is run again
 * where the database ended it because another transaction and it waited for each other: nothing was written then.
 */
export function asWorkspace<T>(
  who: Viewer | string,
  run: (tx: Tx, runs: Runs, hidden: Hidden) => Promise<T>,
): Promise<T> {
  return despiteRaces(() => once(who, run));
}

async function once<T>(
  who: Viewer | string,
  run: (tx: Tx, runs: Runs, hidden: Hidden) => Promise<T>,
): Promise<T> {
  const {
    workspaceId,
    userId,
    projectIds = [],
  } = typeof who === 'string' ? { workspaceId: who, userId: undefined } : who;
  // What is hidden is known when the transaction has begun: until then the scope hides nothing, and nothing is asked.
  const scope: Scope = { workspaceId, hidden: [], answered: async () => {} };
  let wakes = new Set<string>();
  const result = await client()
    .$extends(oneWorkspace(scope))
    .$transaction(async (extended) => {
      const tx = extended as unknown as Tx;
      const [begun] = await tx.$queryRaw<[{ hidden: string }]>`
          select set_config('role', 'ao_app', true), set_config('app.workspace', ${workspaceId}, true),
                 set_config('statement_timeout', ${STATEMENT_MS}, true),
                 set_config('idle_in_transaction_session_timeout', ${STATEMENT_MS}, true),
                 set_config('app.hidden', case when ${userId === null} then '{}'
                   else ao_hidden_projects(${workspaceId}::uuid, ${userId ?? null}::uuid, ${[...projectIds]}::uuid[])::text end, true) as hidden`;
      scope.hidden = begun.hidden.slice(1, -1).split(',').filter(Boolean);
      const { runs, settle, answered } = runsThrough((statement, values) =>
        tx.$queryRawUnsafe<never>(statement.text, ...values),
      );
      scope.answered = answered;
      const answer = await run(tx, runs, scope.hidden);
      await settle();
      wakes = runs.wakes;
      return answer;
    }, bounds());
  if (wakes.size > 0) notify(...wakes);
  return result;
}

/**
 * One transaction across workspaces for what concerns a whole account. It begins with the tables that sign people in, as
 * the connection's own role; `become` changes to the engine and back. It ends, and tells its facts, as the engine.
 */
export async function asServer<T>(
  run: (tx: Tx, runs: Runs, become: (role: 'ao_engine' | 'none') => Promise<void>) => Promise<T>,
): Promise<T> {
  let wakes = new Set<string>();
  const result = await client().$transaction(async (tx) => {
    const become = async (role: 'ao_engine' | 'none') => {
      await tx.$queryRaw`select set_config('role', ${role}, true)`;
    };
    const { runs, settle } = runsThrough((statement, values) =>
      tx.$queryRawUnsafe<never>(statement.text, ...values),
    );
    const answer = await run(tx, runs, become);
    await become('ao_engine');
    await settle();
    wakes = runs.wakes;
    return answer;
  }, bounds());
  if (wakes.size > 0) notify(...wakes);
  return result;
}
