import pg from 'pg';
import type { WritersSaw } from './load/log-writers-process';
import type { Counted, Window } from './load/window';
import { compare } from './report/compare';
import { median } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';
import { STORED_LINES } from './stage/stored-lines.sql';

const AGENTS = 20;
const LINES = 100;

/**
 * Lines of 200 bytes stored per second over HTTP, twenty live agents with a hundred lines a request, each chunk
 * checked and chained by its digest, against plain inserts of a hundred rows a statement on one connection.
 */
export async function logs({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: AGENTS, agents: AGENTS });
    await cluster.create('plain');
    const window = { warmMs: 1_000, windowMs: seconds * 1000 };
    const rates = await pairedRounds(
      rounds,
      { ours: () => ours(cluster, seeded, window), unnest: () => unnest(cluster, window) },
      (side, { perSecond }, round) => console.log(`round ${round}: ${side} ${Math.round(perSecond)} lines/s`),
    );
    const cost = (pick: (rate: Rate) => number) => median(rates.ours.map(pick)).toFixed(1);
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `${AGENTS} agents, ${LINES} lines a request : unnest-${LINES}, one connection`,
          unit: 'lines/s',
          goal: '>=1',
          ours: rates.ours.map(({ perSecond }) => perSecond),
          reference: rates.unnest.map(({ perSecond }) => perSecond),
          note: `every line read back, each log whole; CPU a thousand lines: server ${cost((r) => r.serverMs)} ms, database ${cost((r) => r.databaseMs)} ms`,
        }),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

interface Rate {
  perSecond: number;
  /** CPU milliseconds for a thousand lines. */
  serverMs: number;
  databaseMs: number;
}

async function ours(cluster: Cluster, { agents }: Seeded, window: Window): Promise<Rate> {
  const url = await cluster.copy('ours', 'ours_round');
  const server = await startServer(url);
  const load = startChild(new URL('./load/log-writers-process.ts', import.meta.url));
  try {
    await load.ask('open', { port: server.port, agents, linesPerChunk: LINES });
    const before = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    const saw = await load.ask<WritersSaw>('write', window);
    const after = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    await prove(url, saw.acknowledged);
    return {
      perSecond: saw.done / saw.seconds,
      serverMs: ((after.server - before.server) / saw.acknowledged) * 1e6,
      databaseMs: ((after.database - before.database) / saw.acknowledged) * 1e6,
    };
  } finally {
    await load.end();
    await server.end();
  }
}

/** Throws unless what was acknowledged is what is stored. */
async function prove(url: string, acknowledged: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ lines: number; whole: boolean }>(STORED_LINES);
  await client.end();
  const [stored] = rows;
  if (stored?.lines !== acknowledged || !stored.whole)
    throw new Error(`${acknowledged} lines were acknowledged, stored is ${JSON.stringify(stored)}`);
}

async function unnest(cluster: Cluster, window: Window): Promise<Rate> {
  const url = await cluster.copy('plain', 'plain_round');
  const child = startChild(new URL('./peers/unnest-process.ts', import.meta.url));
  try {
    const { done, seconds } = await child.ask<Counted>('write', { url, linesPerChunk: LINES, ...window });
    return { perSecond: done / seconds, serverMs: 0, databaseMs: 0 };
  } finally {
    await child.end();
  }
}
