import { compare, count } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report, Result } from './report/result';
import type { Scale } from './report/scale';
import { type Child, startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

/** How many watch; the goal is for the first. */
const CROWDS = [200, 1000] as const;
const WARM_UP = 10;
const GAP_MS = 50;
/** Whoever has not seen a line by then never will. */
const LATE_MS = 10_000;

interface Seen {
  /** Milliseconds from the post until a viewer had the line, one entry a line and viewer. */
  ages: number[];
  missing: number;
}

/**
 * From the runner's post of one line until each of two hundred, and of a thousand, viewers of that log has its event, against a bare
 * Node server that keeps nothing and writes the line to everyone.
 */
export async function live({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: 1, agents: 1 });
    const lines = Math.max(20, Math.round((seconds * 1000) / GAP_MS));
    const results: Result[] = [];
    for (const viewers of CROWDS)
      results.push(...(await compareCrowd({ cluster, seeded, rounds, lines, viewers })));
    return { postgres: cluster.version, results };
  } finally {
    await cluster.remove();
  }
}

interface Crowd {
  cluster: Cluster;
  seeded: Seeded;
  rounds: number;
  lines: number;
  viewers: number;
}

async function compareCrowd({ cluster, seeded, rounds, lines, viewers }: Crowd): Promise<Result[]> {
  const seen = await pairedRounds(
    rounds,
    { ours: () => ours(cluster, seeded, { lines, viewers }), bare: () => bare({ lines, viewers }) },
    (side, { ages }, round) =>
      console.log(
        `round ${round}, ${viewers} viewers: ${side} p50 ${quantile(ages, 0.5).toFixed(1)} ms, p99 ${quantile(ages, 0.99).toFixed(1)} ms`,
      ),
  );
  const at = (side: 'ours' | 'bare', share: number) => seen[side].map(({ ages }) => quantile(ages, share));
  return [
    compare({
      name: `line posted -> ${viewers} viewers, p99 : bare SSE p99`,
      unit: 'ms',
      goal: viewers === CROWDS[0] ? '<=3' : undefined,
      ours: at('ours', 0.99),
      reference: at('bare', 0.99),
      note: `${lines} lines a round, one every ${GAP_MS} ms`,
    }),
    compare({
      name: `line posted -> ${viewers} viewers, p50 : bare SSE p50`,
      unit: 'ms',
      ours: at('ours', 0.5),
      reference: at('bare', 0.5),
    }),
    count(
      `lines that one of ${viewers} viewers never got`,
      '=0',
      seen.ours.map(({ missing }) => missing),
    ),
  ];
}

type Watched = Pick<Crowd, 'lines' | 'viewers'>;

async function ours(cluster: Cluster, { agents }: Seeded, watched: Watched): Promise<Seen> {
  const [agent] = agents as [Seeded['agents'][number]];
  const server = await startServer(await cluster.copy('ours', 'ours_round'));
  try {
    return await watch(watched, 'append', `/api/agents/${agent.id}/logs`, {
      port: server.port,
      path: `/api/runner/agents/${agent.id}/logs`,
      headers: `authorization: Bearer ${agent.token}\r\n`,
    });
  } finally {
    await server.end();
  }
}

async function bare(watched: Watched): Promise<Seen> {
  const server = startChild(new URL('./peers/bare-http-process.ts', import.meta.url));
  try {
    const port = await server.ask<number>('port');
    return await watch(watched, 'publish', '/events', { port, path: '/publish', headers: '' });
  } finally {
    await server.end();
  }
}

async function watch(
  { lines, viewers: many }: Watched,
  call: 'append' | 'publish',
  events: string,
  to: { port: number; path: string; headers: string },
): Promise<Seen> {
  const viewers = startChild(new URL('./load/viewers-process.ts', import.meta.url));
  const writer = startChild(new URL('./load/write-lines-process.ts', import.meta.url));
  const post = async (howMany: number) => {
    await writer.ask(call, { ...to, lines: howMany, gapMs: GAP_MS });
    return viewers.ask<number[]>('seen', { lines: howMany * many, withinMs: LATE_MS });
  };
  try {
    await viewers.ask('open', { port: to.port, path: events, viewers: many });
    await post(WARM_UP);
    const ages = await post(lines);
    return { ages, missing: lines * many - ages.length };
  } finally {
    await endAll(writer, viewers);
  }
}

const endAll = (...children: Child[]) => Promise.all(children.map((child) => child.end()));
