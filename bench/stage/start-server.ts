import { pathToFileURL } from 'node:url';
import { bundleScript } from '../../scripts/enter/bundle-script.mjs';
import { type Child, startChild } from './child';
import { cpuOf } from './cpu';

/** Our server in a process of its own. */
export interface Server {
  port: number;
  pid: number;
  /** CPU seconds that it has used, or null where nobody can tell. */
  cpu(): number | null;
  end: Child['end'];
}

/**
 * Starts it on a database, by its own door alone; bundled, as `npm start` does, and limits are as in production unless
 * `env` says more.
 */
export async function startServer(databaseUrl: string, env: Record<string, string> = {}): Promise<Server> {
  const bundle = await bundleScript('bench/stage/server-process.ts');
  const child = startChild(pathToFileURL(bundle), {
    DATABASE_URL: databaseUrl,
    DIRECT_DATABASE_URL: '',
    ...env,
  });
  const port = await child.ask<number>('port');
  return { port, pid: child.pid, cpu: () => cpuOf(child.pid), end: child.end };
}
