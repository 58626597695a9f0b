import pg from 'pg';
import { latencies } from './load/latencies';
import type { WritersSaw } from './load/log-writers-process';
import type { Counted, Window } from './load/window';
import { compare } from './report/compare';
import { median } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report, Result } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';
import { STORED_LINES } from './stage/stored-lines.sql';

const AGENTS = 20;
/** Lines a request; the goal is for the first. */
const BATCHES = [100, 20, 1] as const;
const SEARCHED = 100_000;

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
    const results: Result[] = [];
    for (const lines of BATCHES)
      results.push(...(await compareBatch({ cluster, seeded, window, lines, rounds })));
    results.push(await search(cluster, seeded));
    return { postgres: cluster.version, results };
  } finally {
    await cluster.remove();
  }
}

interface Batch {
  cluster: Cluster;
  seeded: Seeded;
  window: Window;
  lines: number;
  rounds: number;
}

async function compareBatch({ cluster, seeded, window, lines, rounds }: Batch): Promise<Result[]> {
  const rates = await pairedRounds(
    rounds,
    { ours: () => ours(cluster, seeded, window, lines), unnest: () => unnest(cluster, window, lines) },
    (side, { perSecond, bytes }, round) =>
      console.log(
        `round ${round}, ${lines} a request: ${side} ${Math.round(perSecond)} lines/s, ${bytes.toFixed(0)} bytes a line`,
      ),
  );
  const cost = (pick: (rate: Rate) => number) => median(rates.ours.map(pick)).toFixed(1);
  const goal = lines === BATCHES[0];
  return [
    compare({
      name: `${AGENTS} agents, ${lines} lines a request : unnest-${lines}, one connection`,
      unit: 'lines/s',
      goal: goal ? '>=1' : undefined,
      ours: rates.ours.map(({ perSecond }) => perSecond),
      reference: rates.unnest.map(({ perSecond }) => perSecond),
      note: `every line read back, each log whole; CPU a thousand lines: server ${cost((r) => r.serverMs)} ms, database ${cost((r) => r.databaseMs)} ms`,
    }),
    compare({
      name: `bytes on disk a line of 200, ${lines} lines a request : a row a line`,
      unit: 'B',
      ours: rates.ours.map(({ bytes }) => bytes),
      reference: rates.unnest.map(({ bytes }) => bytes),
    }),
  ];
}

/** Milliseconds until a word that stands in one line of a hundred thousand is found, the database's cache warm. */
async function search(cluster: Cluster, { agents }: Seeded): Promise<Result> {
  const [agent] = agents as [Seeded['agents'][number]];
  const server = await startServer(await cluster.copy('ours', 'ours_round'), { RATE_LIMIT_ENABLED: 'false' });
  const load = startChild(new URL('./load/log-writers-process.ts', import.meta.url));
  try {
    await load.ask('open', { port: server.port, agents: [agent], linesPerChunk: 1000 });
    await load.ask('fill', { lines: SEARCHED, last: 'The needle is here.\n' });
    const path = `/api/agents/${agent.id}/logs/search?q=NEEDLE`;
    const took = await latencies(server.port, 10, () => ({ method: 'GET', path }));
    return {
      name: `search in ${SEARCHED} lines, p50 : goal of 300 ms`,
      ours: median(took),
      reference: 300,
      unit: 'ms',
      ratio: median(took) / 300,
      spread: [Math.min(...took) / 300, Math.max(...took) / 300],
      goal: '<=1',
      met: median(took) <= 300,
    };
  } finally {
    await load.end();
    await server.end();
  }
}

interface Rate {
  /** On disk, of a line. */
  bytes: number;
  perSecond: number;
  /** CPU milliseconds for a thousand lines. */
  serverMs: number;
  databaseMs: number;
}

async function ours(cluster: Cluster, { agents }: Seeded, window: Window, lines: number): Promise<Rate> {
  const url = await cluster.copy('ours', 'ours_round');
  const server = await startServer(url);
  const load = startChild(new URL('./load/log-writers-process.ts', import.meta.url));
  try {
    await load.ask('open', { port: server.port, agents, linesPerChunk: lines });
    const before = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    const saw = await load.ask<WritersSaw>('write', window);
    const after = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    const bytes = await prove(url, saw.acknowledged);
    return {
      bytes,
      perSecond: saw.done / saw.seconds,
      serverMs: ((after.server - before.server) / saw.acknowledged) * 1e6,
      databaseMs: ((after.database - before.database) / saw.acknowledged) * 1e6,
    };
  } finally {
    await load.end();
    await server.end();
  }
}

/** Throws unless what was acknowledged is what is stored; answers the bytes of a line on disk. */
async function prove(url: string, acknowledged: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ lines: number; whole: boolean; bytes: number }>(STORED_LINES);
  await client.end();
  const [stored] = rows;
  if (stored?.lines !== acknowledged || !stored.whole)
    throw new Error(`${acknowledged} lines were acknowledged, stored is ${JSON.stringify(stored)}`);
  return Number(stored.bytes) / acknowledged;
}

async function unnest(cluster: Cluster, window: Window, lines: number): Promise<Rate> {
  const url = await cluster.copy('plain', 'plain_round');
  const child = startChild(new URL('./peers/unnest-process.ts', import.meta.url));
  try {
    const { done, seconds, bytes } = await child.ask<Counted & { bytes: number }>('write', {
      url,
      linesPerChunk: lines,
      ...window,
    });
    return { bytes, perSecond: done / seconds, serverMs: 0, databaseMs: 0 };
  } finally {
    await child.end();
  }
}
