import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { compare } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

const RUNNERS = 1_000;
const SETTLE_MS = 3_000;

interface Idle {
  /** What the server has in memory more than before they came, in MB. */
  memory: number;
  /** Percent of one core. */
  server: number;
  database: number;
}

/** What a thousand runners that wait for work cost the server and the database. */
export async function idle({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: RUNNERS });
    const found = await pairedRounds(
      rounds,
      { ours: () => waiting(cluster, seeded, Math.max(seconds, 10) * 1000) },
      (_, { memory, server, database }, round) =>
        console.log(
          `round ${round}: ${memory.toFixed(0)} MB more, server ${server.toFixed(2)} %, database ${database.toFixed(2)} %`,
        ),
    );
    const result = (name: string, unit: string, goal: string, pick: (one: Idle) => number) =>
      compare({ name, unit, goal, ours: found.ours.map(pick), reference: found.ours.map(() => 1) });
    return {
      postgres: cluster.version,
      results: [
        result(`memory for ${RUNNERS} waiting runners : 1 MB`, 'MB', '<=120', (one) => one.memory),
        result(`server, ${RUNNERS} waiting runners : 1 % of a core`, '%', '<=2', (one) => one.server),
        result(`database, ${RUNNERS} waiting runners : 1 % of a core`, '%', '<=2', (one) => one.database),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

async function waiting(cluster: Cluster, { runners, projectId }: Seeded, windowMs: number): Promise<Idle> {
  const server = await startServer(await cluster.copy('ours', 'ours_round'));
  const load = startChild(new URL('./load/waiting-runners-process.ts', import.meta.url));
  try {
    const empty = megabytesOf(server.pid);
    await load.ask('open', { port: server.port, tokens: runners.map(({ token }) => token), projectId });
    await pause(SETTLE_MS);
    const before = { server: server.cpu() ?? Number.NaN, database: cluster.cpu() ?? Number.NaN };
    const began = performance.now();
    await pause(windowMs);
    const share = (cpuSeconds: number) => (cpuSeconds / ((performance.now() - began) / 1000)) * 100;
    return {
      memory: megabytesOf(server.pid) - empty,
      server: share((server.cpu() ?? Number.NaN) - before.server),
      database: share((cluster.cpu() ?? Number.NaN) - before.database),
    };
  } finally {
    await load.end();
    await server.end();
  }
}

/** Resident memory of a process, where /proc tells. */
function megabytesOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB/m) ?? [];
  return Number(kilobytes) / 1024;
}
