import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@/server/serve';
import { buildPages } from '../../scripts/enter/build-pages.mjs';
import { freePort } from './free-port';

/** An API to call over real HTTP. */
export interface ApiServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the API on a free port of 127.0.0.1 by one of its two doors, on the database of DATABASE_URL: our own
 * HTTP server in this process, or the built Next application in a process of its own.
 */
export async function startApi({
  door,
  env = {},
}: {
  door: 'own' | 'next';
  env?: Record<string, string>;
}): Promise<ApiServer> {
  if (door === 'next') return startNext(env);
  Object.assign(process.env, env);
  const served = await serve({ port: 0, host: '127.0.0.1', dir: path.resolve('.'), next: false });
  return { url: served.url.replace('localhost', '127.0.0.1'), stop: served.close };
}

async function startNext(env: Record<string, string>): Promise<ApiServer> {
  await buildPages();
  const port = await freePort();
  const argv = [
    'node_modules/next/dist/bin/next',
    'start',
    '--hostname',
    '127.0.0.1',
    '--port',
    String(port),
  ];
  const child = spawn(process.execPath, argv, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      SINGLE_USER: 'loopback',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}/api/health`))) {
    if (child.exitCode !== null) throw new Error(`next start ended with ${child.exitCode}:\n${said}`);
    await pause(50);
  }
  return { url, stop: () => end(child) };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.headers.has('ao-server'),
    () => false,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
