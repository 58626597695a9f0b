import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Redis } from 'ioredis';
import { freePort } from './free-port';

/** Whether this machine has a Redis to test with: nothing brings one. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface RedisHere {
  url: string;
  client: Redis;
  stop(): Promise<void>;
}

/** A real Redis on a free port of 127.0.0.1 that keeps nothing on disk. */
export async function startRedis(): Promise<RedisHere> {
  const port = await freePort();
  const argv = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', argv, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50 });
  client.on('error', () => {});
  await client.ping();
  return {
    url,
    client,
    stop: async () => {
      client.disconnect();
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
  };
}

/** Upstash's REST interface in front of a real Redis: a command as a JSON array, or at /pipeline a list of them. */
export async function startRestFront(redis: Redis, token: string): Promise<{ url: string; stop(): void }> {
  const run = ([command, ...args]: string[]) =>
    // What begins with a flag that only Upstash knows is the same script without that line.
    redis.call(String(command), ...args.map((arg) => String(arg).replace(/^#!lua[^\n]*\n/, ''))).then(
      (result) => ({ result }),
      (error: Error) => ({ error: error.message }),
    );
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: 'Unauthorized' });
    const asked = JSON.parse(await text(request));
    if (request.url === '/pipeline') return answer(200, await Promise.all(asked.map(run)));
    const one = await run(asked);
    answer('error' in one ? 400 : 200, one);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
