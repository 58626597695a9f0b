import path from 'node:path';
import { startBalancer } from './balancer';
import { type ServerProcess, startServer } from './server-process';

/** Several servers on one database, and the front that machines and people reach them by. */
export interface Servers {
  /** Of the front. */
  url: string;
  all: ServerProcess[];
  end(): Promise<void>;
}

/** How far the clock of the second server is ahead. */
const SKEW_MS = 600_000;

/** Starts two; the second one's clock is ten minutes ahead. */
export async function startTwoServers(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<Servers> {
  const skewed = {
    NODE_OPTIONS: `--import=${path.resolve('test/faults/harness/skewed-clock.mjs')}`,
    SKEW_MS: String(SKEW_MS),
  };
  const all = await Promise.all([
    startServer(databaseUrl, env),
    startServer(databaseUrl, { ...env, ...skewed }),
  ]);
  const front = await startBalancer(all.map(({ url }) => url));
  return {
    url: front.url,
    all,
    end: async () => {
      await front.close();
      await Promise.all(all.map((server) => server.kill()));
    },
  };
}
