import { compare, count } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { type Child, startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

const VIEWERS = 200;
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
 * From the runner's post of one line until each of two hundred viewers of that log has its event, against a bare
 * Node server that keeps nothing and writes the line to everyone.
 */
export async function live({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: 1, agents: 1 });
    const lines = Math.max(20, Math.round((seconds * 1000) / GAP_MS));
    const seen = await pairedRounds(
      rounds,
      { ours: () => ours(cluster, seeded, lines), bare: () => bare(lines) },
      (side, { ages }, round) =>
        console.log(
          `round ${round}: ${side} p50 ${quantile(ages, 0.5).toFixed(1)} ms, p99 ${quantile(ages, 0.99).toFixed(1)} ms`,
        ),
    );
    const at = (side: 'ours' | 'bare', share: number) => seen[side].map(({ ages }) => quantile(ages, share));
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `line posted -> ${VIEWERS} viewers, p99 : bare SSE p99`,
          unit: 'ms',
          goal: '<=3',
          ours: at('ours', 0.99),
          reference: at('bare', 0.99),
          note: `${lines} lines a round, one every ${GAP_MS} ms`,
        }),
        compare({
          name: `line posted -> ${VIEWERS} viewers, p50 : bare SSE p50`,
          unit: 'ms',
          ours: at('ours', 0.5),
          reference: at('bare', 0.5),
        }),
        count(
          'lines that a viewer never got',
          '=0',
          seen.ours.map(({ missing }) => missing),
        ),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

async function ours(cluster: Cluster, { agents }: Seeded, lines: number): Promise<Seen> {
  const [agent] = agents as [Seeded['agents'][number]];
  const server = await startServer(await cluster.copy('ours', 'ours_round'));
  try {
    return await watch(lines, 'append', `/api/agents/${agent.id}/logs`, {
      port: server.port,
      path: `/api/runner/agents/${agent.id}/logs`,
      headers: `authorization: Bearer ${agent.token}\r\n`,
    });
  } finally {
    await server.end();
  }
}

async function bare(lines: number): Promise<Seen> {
  const server = startChild(new URL('./peers/bare-http-process.ts', import.meta.url));
  try {
    const port = await server.ask<number>('port');
    return await watch(lines, 'publish', '/events', { port, path: '/publish', headers: '' });
  } finally {
    await server.end();
  }
}

async function watch(
  lines: number,
  call: 'append' | 'publish',
  events: string,
  to: { port: number; path: string; headers: string },
): Promise<Seen> {
  const viewers = startChild(new URL('./load/viewers-process.ts', import.meta.url));
  const writer = startChild(new URL('./load/write-lines-process.ts', import.meta.url));
  const post = async (howMany: number) => {
    await writer.ask(call, { ...to, lines: howMany, gapMs: GAP_MS });
    return viewers.ask<number[]>('seen', { lines: howMany * VIEWERS, withinMs: LATE_MS });
  };
  try {
    await viewers.ask('open', { port: to.port, path: events, viewers: VIEWERS });
    await post(WARM_UP);
    const ages = await post(lines);
    return { ages, missing: lines * VIEWERS - ages.length };
  } finally {
    await endAll(writer, viewers);
  }
}

const endAll = (...children: Child[]) => Promise.all(children.map((child) => child.end()));
