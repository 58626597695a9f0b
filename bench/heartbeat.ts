import type { Counted } from './load/window';
import { compare } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

const RUNNERS = 1_000;
const WARM_MS = 1_000;
/** What a heartbeat may cost, as a ratio to one millisecond. */
const GOAL = '<=0.1';

interface Cost {
  perSecond: number;
  /** CPU milliseconds of the server process and of PostgreSQL, for one heartbeat. */
  serverMs: number;
  databaseMs: number;
}

/** What a heartbeat of one of a thousand live agents costs the server and the database, all of them beating at once. */
export async function heartbeat({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: RUNNERS, agents: RUNNERS });
    const costs = await pairedRounds(
      rounds,
      { ours: () => beat(cluster, seeded, seconds * 1000) },
      (_, { perSecond, serverMs, databaseMs }, round) =>
        console.log(
          `round ${round}: ${Math.round(perSecond)}/s, server ${serverMs.toFixed(3)} ms, database ${databaseMs.toFixed(3)} ms each`,
        ),
    );
    const of = (pick: (cost: Cost) => number) => costs.ours.map(pick);
    const unit = { unit: 'ms', goal: GOAL, reference: costs.ours.map(() => 1) };
    return {
      postgres: cluster.version,
      results: [
        compare({
          ...unit,
          name: `server CPU of a heartbeat, ${RUNNERS} agents : 1 ms`,
          ours: of((c) => c.serverMs),
        }),
        compare({
          ...unit,
          name: `database CPU of a heartbeat, ${RUNNERS} agents : 1 ms`,
          ours: of((c) => c.databaseMs),
        }),
      ],
    };
  } finally {
    await cluster.remove();
  }
}

async function beat(cluster: Cluster, { agents }: Seeded, windowMs: number): Promise<Cost> {
  const server = await startServer(await cluster.copy('ours', 'ours_round'));
  const load = startChild(new URL('./load/beating-agents-process.ts', import.meta.url));
  try {
    await load.ask('open', { port: server.port, agents });
    await load.ask('beat', { warmMs: 0, windowMs: WARM_MS });
    const before = { server: server.cpu() ?? Number.NaN, database: cluster.cpu() ?? Number.NaN };
    const { done, seconds } = await load.ask<Counted>('beat', { warmMs: 0, windowMs });
    return {
      perSecond: done / seconds,
      serverMs: (((server.cpu() ?? Number.NaN) - before.server) / done) * 1000,
      databaseMs: (((cluster.cpu() ?? Number.NaN) - before.database) / done) * 1000,
    };
  } finally {
    await load.end();
    await server.end();
  }
}
