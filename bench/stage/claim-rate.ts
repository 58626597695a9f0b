import type { RunnersSaw } from '../load/runners-process';
import type { Window } from '../load/window';
import { startChild } from './child';
import type { Cluster } from './open-cluster';
import type { Seeded } from './seed';
import { startServer } from './start-server';

export interface Rate {
  perSecond: number;
  /** CPU milliseconds of the server process and of PostgreSQL, for one task. */
  serverMs: number;
  databaseMs: number;
  doubles: number;
}
interface Given extends Window {
  /** The database to begin with; a copy is used up. */
  template: string;
  /** Whether each agent says that its work has begun, as a real one does. */
  starts?: boolean;
  /** Tasks that all runners together try to do in a second; absent: as many as they can. */
  offered?: number;
  /** Something that is there as long as the load is: told the database, answers how to end it. */
  beside?(url: string): Promise<() => Promise<void>>;
}

/** How many tasks the runners of a seeded database claim and complete over HTTP, each runner one after another. */
export async function claimRate(
  cluster: Cluster,
  { runners, projectId }: Seeded,
  { template, starts = false, offered, beside, ...window }: Given,
): Promise<Rate> {
  const url = await cluster.copy(template, `${template}_round`);
  const server = await startServer(url);
  const load = startChild(new URL('../load/runners-process.ts', import.meta.url));
  const end = await beside?.(url);
  try {
    const tokens = runners.map(({ token }) => token);
    await load.ask('open', { port: server.port, tokens, projectId, starts, offered });
    const before = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    const saw = await load.ask<RunnersSaw>('work', window);
    const after = { server: server.cpu() ?? 0, database: cluster.cpu() ?? 0 };
    return {
      perSecond: saw.done / saw.seconds,
      serverMs: ((after.server - before.server) / saw.completed) * 1000,
      databaseMs: ((after.database - before.database) / saw.completed) * 1000,
      doubles: saw.doubles,
    };
  } finally {
    await end?.();
    await load.end();
    await server.end();
  }
}
