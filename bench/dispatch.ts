import { setTimeout as pause } from 'node:timers/promises';
import { compare } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { startChild } from './stage/child';
import { type Cluster, openCluster } from './stage/open-cluster';
import { type Seeded, seed } from './stage/seed';
import { startServer } from './stage/start-server';

const [FEW, MANY] = [100, 1_000];
const WARM_UP = 30;
const GAP_MS = 25;
/** A task that nobody holds by then was forgotten. */
const LATE_MS = 30_000;
/** How many are created in a second of the window, at that gap. */
const EACH_SECOND = 1000 / GAP_MS;

/**
 * From the request that creates a task until one of a hundred, or a thousand, waiting runners holds it, over HTTP both ways,
 * against the floor: a notification sent on one connection of PostgreSQL and heard on another.
 */
export async function dispatch({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  try {
    const seeded = await seed(await cluster.create('ours'), { runners: MANY });
    const floor = await cluster.create('floor');
    const times = Math.max(100, Math.round(seconds * EACH_SECOND));
    const latencies = await pairedRounds(
      rounds,
      {
        few: () => ours(cluster, { ...seeded, runners: seeded.runners.slice(0, FEW) }, times),
        many: () => ours(cluster, seeded, times),
        notify: () => notify(floor, times),
      },
      (side, ms, round) =>
        console.log(
          `round ${round}: ${side} p50 ${quantile(ms, 0.5).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms`,
        ),
    );
    const at = (side: keyof typeof latencies, share: number) =>
      latencies[side].map((ms) => quantile(ms, share));
    return {
      postgres: cluster.version,
      results: [['few', FEW] as const, ['many', MANY] as const].flatMap(([side, runners]) =>
        [
          { share: 0.5, goal: '<=4.5' },
          { share: 0.99, goal: '<=4' },
        ].map(({ share, goal }) =>
          compare({
            name: `created -> held, ${runners} waiting, p${share * 100} : NOTIFY round trip p${share * 100}`,
            unit: 'ms',
            goal,
            ours: at(side, share),
            reference: at('notify', share),
            note: share > 0.5 ? `${times} tasks a round, one about every ${GAP_MS} ms` : undefined,
          }),
        ),
      ),
    };
  } finally {
    await cluster.remove();
  }
}

/** Milliseconds of each task. */
async function ours(cluster: Cluster, { runners, projectId }: Seeded, times: number): Promise<number[]> {
  const server = await startServer(await cluster.copy('ours', 'ours_round'));
  const waiting = startChild(new URL('./load/waiting-runners-process.ts', import.meta.url));
  const creator = startChild(new URL('./load/create-tasks-process.ts', import.meta.url));
  try {
    await waiting.ask('open', { port: server.port, tokens: runners.map(({ token }) => token), projectId });
    await pause(500);
    const create = { port: server.port, gapMs: GAP_MS };
    await creator.ask('create', { ...create, tasks: WARM_UP });
    await waiting.ask('taken', { tasks: WARM_UP, withinMs: LATE_MS });
    const sent = await creator.ask<[string, number][]>('create', { ...create, tasks: times });
    const taken = new Map(
      await waiting.ask<[string, number][]>('taken', { tasks: times, withinMs: LATE_MS }),
    );
    return sent.map(([taskId, at]) => {
      const held = taken.get(taskId);
      if (held === undefined) throw new Error(`nobody took ${taskId} within ${LATE_MS / 1000} s`);
      return held - at;
    });
  } finally {
    await creator.end();
    await waiting.end();
    await server.end();
  }
}

/** Milliseconds of each notification. */
async function notify(url: string, times: number): Promise<number[]> {
  const script = new URL('./peers/notify-process.ts', import.meta.url);
  const [listener, sender] = [startChild(script), startChild(script)];
  try {
    await listener.ask('listen', url);
    await sender.ask('send', { url, times: WARM_UP, gapMs: GAP_MS });
    await listener.ask('heard');
    await sender.ask('send', { url, times, gapMs: GAP_MS });
    await pause(200);
    return await listener.ask<number[]>('heard');
  } finally {
    await sender.end();
    await listener.end();
  }
}
