import { hasRedis, startRedis } from '../test/support/redis';
import type { Counted, Window } from './load/window';
import { compare, count, notMeasured } from './report/compare';
import { median } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { claimRate, type Rate } from './stage/claim-rate';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';

const RUNNERS = 100;
const WARM_MS = 1_500;
const SCRIPTS = {
  graphile: new URL('./peers/graphile-process.ts', import.meta.url),
  pg_boss: new URL('./peers/pg-boss-process.ts', import.meta.url),
  statements: new URL('./peers/two-statements-process.ts', import.meta.url),
};
type Peer = keyof typeof SCRIPTS;
const NOT_RUN: Rate = { perSecond: 0, serverMs: 0, databaseMs: 0, doubles: 0 };

/**
 * Tasks claimed and completed per second over HTTP by a hundred runners, with lease, agent, file lock and events,
 * against queues that work inside one process on the same PostgreSQL. Runners open sessions, claim and send
 * results with empty logs; `start`, which no peer has, is left out, and told beside.
 */
export async function claim({ rounds, seconds, rows }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const redis = hasRedis() ? await startRedis() : null;
  try {
    const stage = await prepare(cluster, rows);
    const window = { warmMs: WARM_MS, windowMs: seconds * 1000 };
    const rates = await pairedRounds(
      rounds,
      {
        ours: () => claimRate(cluster, stage, { ...window, template: 'ours' }),
        started: () => claimRate(cluster, stage, { ...window, template: 'ours', starts: true }),
        graphile: () => peer(cluster, 'graphile', window),
        pgBoss: () => peer(cluster, 'pg_boss', window),
        statements: () => peer(cluster, 'statements', window),
        bullmq: () => (redis ? bullmq(Number(new URL(redis.url).port), rows, window) : NOT_RUN),
      },
      (side, { perSecond }, round) => console.log(`round ${round}: ${side} ${Math.round(perSecond)}/s`),
    );
    const speed = (side: keyof typeof rates) => rates[side].map(({ perSecond }) => perSecond);
    const mean = (pick: (rate: Rate) => number) => median(rates.ours.map(pick)).toFixed(2);
    return {
      postgres: cluster.version,
      results: [
        compare({
          name: `claim+complete, ${RUNNERS} runners : graphile-worker c24`,
          unit: '1/s',
          goal: '>=1.5',
          ours: speed('ours'),
          reference: speed('graphile'),
          note: `without start; CPU a task: server ${mean((r) => r.serverMs)} ms, database ${mean((r) => r.databaseMs)} ms`,
        }),
        compare({
          name: `claim+complete, ${RUNNERS} runners : pg-boss fetch-one, 10 lanes`,
          unit: '1/s',
          goal: '>=3',
          ours: speed('ours'),
          reference: speed('pgBoss'),
          note: `its fetch sorts all that waits: the ${rows} jobs here cost it more than few would`,
        }),
        compare({
          name: 'claim+start+complete : claim+complete',
          unit: '1/s',
          ours: speed('started'),
          reference: speed('ours'),
        }),
        compare({
          name: `claim+complete, ${RUNNERS} runners : two bare statements on one table, 10 clients`,
          unit: '1/s',
          goal: '>=0.9',
          ours: speed('ours'),
          reference: speed('statements'),
        }),
        redis
          ? compare({
              name: `claim+complete, ${RUNNERS} runners : BullMQ on Redis, concurrency 24`,
              unit: '1/s',
              goal: '>=0.3',
              ours: speed('ours'),
              reference: speed('bullmq'),
            })
          : notMeasured(
              'claim+complete : BullMQ on Redis',
              '1/s',
              'this machine has no redis-server',
              '>=0.3',
            ),
        count(
          'double claims',
          '=0',
          [...rates.ours, ...rates.started].map(({ doubles }) => doubles),
        ),
      ],
    };
  } finally {
    await redis?.stop();
    await cluster.remove();
  }
}

async function prepare(cluster: Cluster, rows: number): Promise<Seeded> {
  console.log(`Filling four queues with ${rows} tasks`);
  const seeded = await seed(await cluster.create('ours'), { runners: RUNNERS, tasks: rows });
  for (const name of Object.keys(SCRIPTS) as Peer[]) {
    const child = startChild(SCRIPTS[name]);
    await child.ask('fill', { url: await cluster.create(name), jobs: rows });
    await child.end();
  }
  return seeded;
}

async function peer(cluster: Cluster, name: Peer, window: Window): Promise<Rate> {
  const url = await cluster.copy(name, `${name}_round`);
  const child = startChild(SCRIPTS[name]);
  try {
    const { done, seconds } = await child.ask<Counted>('work', { url, ...window });
    return { perSecond: done / seconds, serverMs: 0, databaseMs: 0, doubles: 0 };
  } finally {
    await child.end();
  }
}

async function bullmq(port: number, jobs: number, window: Window): Promise<Rate> {
  const child = startChild(new URL('./peers/bullmq-process.ts', import.meta.url));
  try {
    await child.ask('fill', { port, jobs });
    const { done, seconds } = await child.ask<Counted>('work', { port, ...window });
    return { ...NOT_RUN, perSecond: done / seconds };
  } finally {
    await child.end();
  }
}
