import type { Counted, Window } from '../load/window';
import { startChild } from './child';
import type { Cluster } from './open-cluster';
import type { Seeded } from './seed';

const QUEUES = {
  graphile: new URL('../peers/graphile-process.ts', import.meta.url),
  pg_boss: new URL('../peers/pg-boss-process.ts', import.meta.url),
  statements: new URL('../peers/two-statements-process.ts', import.meta.url),
};
type Queue = keyof typeof QUEUES;

const perSecond = ({ done, seconds }: Counted) => done / seconds;

/** Gives each queue that works in PostgreSQL a database with so many jobs. */
export async function fillQueues(cluster: Cluster, jobs: number): Promise<void> {
  for (const name of Object.keys(QUEUES) as Queue[]) {
    const child = startChild(QUEUES[name]);
    await child.ask('fill', { url: await cluster.create(name), jobs });
    await child.end();
  }
}

/** Jobs a second that a queue hands out and ends inside one process; a copy of its database is used up. */
export async function queueRate(cluster: Cluster, name: Queue, window: Window): Promise<number> {
  const url = await cluster.copy(name, `${name}_round`);
  const child = startChild(QUEUES[name]);
  try {
    return perSecond(await child.ask<Counted>('work', { url, ...window }));
  } finally {
    await child.end();
  }
}

/** The same of BullMQ, in the Redis at this port. */
export async function bullmqRate(port: number, jobs: number, window: Window): Promise<number> {
  const child = startChild(new URL('../peers/bullmq-process.ts', import.meta.url));
  try {
    await child.ask('fill', { port, jobs });
    return perSecond(await child.ask<Counted>('work', { port, ...window }));
  } finally {
    await child.end();
  }
}

/** Tasks a second of a stage's runners at a server that answers their calls from memory: no queue at all. */
export async function bareCallsRate({ runners, projectId }: Seeded, window: Window): Promise<number> {
  const server = startChild(new URL('../peers/bare-calls-process.ts', import.meta.url));
  const load = startChild(new URL('../load/runners-process.ts', import.meta.url));
  try {
    const port = await server.ask<number>('port');
    const tokens = runners.map(({ token }) => token);
    await load.ask('open', { port, tokens, projectId, starts: false });
    return perSecond(await load.ask<Counted>('work', window));
  } finally {
    await load.end();
    await server.end();
  }
}
