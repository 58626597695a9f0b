import pg from 'pg';
import { databaseUrl, isPooled } from './database-url';
import { env } from './env';
import { logger } from './logger';
import { beginWith } from './pool.sql';
import { type Runs, runsThrough, type Statement } from './runs';
import { SerialClient } from './serial-client';
import { sessionOf } from './session';
import { shared } from './shared';
import { inSpan, tracing } from './tracing';
import { TurnClient } from './turn-client';
import { notify } from './wake';

// Timestamps stay text with microseconds where a cursor needs them; int8 fits a number in all our uses (bytes, money, ids).
pg.types.setTypeParser(20, Number);

export type { Runs, Statement } from './runs';

const SESSION = ['role=ao_engine', 'statement_timeout=15000', 'idle_in_transaction_session_timeout=15000'];

/**
 * Under row-level security the planner may not use statistics for operators that could leak, takes `status = 'BLOCKED'`
 * for every row, and flips to sequential scans. Hot statements name their tables in the order they are to be read.
 */
const PLANS = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_material=off',
  'join_collapse_limit=1',
  'jit=off',
];

/** What a connection of the engine is opened with. Its statements are planned once: what they ask for never changes their way. */
export const ENGINE_SESSION = sessionOf([...SESSION, ...PLANS, 'plan_cache_mode=force_generic_plan']);
/** The same where one statement serves every way of asking. */
const READING_SESSION = sessionOf([...SESSION, ...PLANS]);

const poolOf = (name: string, most: () => number, session: string): pg.Pool =>
  shared(
    name,
    () => {
      const url = databaseUrl();
      const pool = new pg.Pool({
        connectionString: url,
        max: most(),
        // What is asked at once travels at once: a transaction waits for its answers, not for each in turn.
        ...(isPooled(url)
          ? { Client: SerialClient }
          : { Client: TurnClient, pipeline: true, options: session }),
      });
      pool.on('error', (error) =>
        logger().warn({ error: error.message }, 'an idle database connection was lost'),
      );
      return pool;
    },
    (pool) => pool.end(),
  );

/** The connections of the role `ao_engine`. */
export const enginePool = (): pg.Pool => poolOf('engine-pool', () => env().DATABASE_POOL, ENGINE_SESSION);

/** The same for what people search and list: however slow it is, no agent waits for it. */
export const readingPool = (): pg.Pool =>
  poolOf('reading-pool', () => Math.max(2, Math.floor(env().DATABASE_POOL / 2)), READING_SESSION);

const through =
  (client: { query(config: object): Promise<{ rows: unknown[] }> }, named: boolean) =>
  async (statement: Statement, values: unknown[]) => {
    const query = { ...(named ? statement : { text: statement.text }), values };
    const on = tracing();
    if (!on) return (await client.query(query)).rows;
    return (await inSpan(on, statement.name, OF_DATABASE, () => client.query(query))).rows;
  };

/** What every span of a statement says; its parameters are nobody's business. */
const OF_DATABASE = { attributes: { 'db.system.name': 'postgresql' } };

const oneBy = (pool: () => pg.Pool): Pick<Runs, 'query'> => ({
  query: (statement, values = []) =>
    isPooled(databaseUrl())
      ? inEngine((runs) => runs.query(statement, values), pool())
      : (through(pool(), true)(statement, values) as Promise<never>),
});

/** One hot statement as the role `ao_engine`, in a transaction of its own. */
export const engine = oneBy(enginePool);

/** The same for a read of people's that may take long. */
export const reading = oneBy(readingPool);

/** Several hot statements as the role `ao_engine` in one transaction; rolled back where `run` throws. */
export async function inEngine<T>(run: (runs: Runs) => Promise<T>, pool = enginePool()): Promise<T> {
  const pooled = isPooled(databaseUrl());
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens to idle connections only: one that breaks in our hands would end the process.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  const { runs, settle, causeOf } = runsThrough(through(client, !pooled));
  try {
    const begun = client.query(pooled ? beginWith([...SESSION, ...PLANS]) : 'begin');
    if (pooled) await begun;
    const [result] = await Promise.all([run(runs), begun]);
    // Sent at once: where what comes before it fails, the commit is a rollback.
    await Promise.all([settle(), client.query('commit')]);
    if (runs.wakes.size > 0) notify(...runs.wakes);
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw await causeOf(error);
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}
