import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port';
import { cpuOf } from './cpu';
import type { Server } from './start-server';

/** Whether the pages are built, so that the Next door can be opened. */
export const nextIsBuilt = (): boolean => existsSync(path.resolve('.next', 'BUILD_ID'));

/** Starts `next start` on a database: the API by Next's own door. Rejects where it does not answer within 30 s. */
export async function startNext(databaseUrl: string, env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const argv = ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)];
  const child = spawn(process.execPath, argv, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      SINGLE_USER: 'loopback',
      LOG_LEVEL: 'error',
      DATABASE_URL: databaseUrl,
      DIRECT_DATABASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  for (const until = Date.now() + 30_000; !(await answers(port)); await pause(100)) {
    if (child.exitCode === null && Date.now() < until) continue;
    await end();
    throw new Error('`next start` did not come up; does `npm run build` succeed?');
  }
  return { port, pid: child.pid!, cpu: () => cpuOf(child.pid!), end };
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/health`).then(
    (response) => response.ok,
    () => false,
  );
