import net from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropInternalHeaders } from '@/server/drop-internal-headers';
import { type Served, serve } from '@/server/serve';
import { withDatabase } from '../support/with-database';

withDatabase();
let served: Served;
beforeAll(async () => {
  served = await serve({ port: 0, host: '127.0.0.1', dir: '.', next: false });
});
afterAll(() => served.close());

/** Sends bytes as they are and reads until the server hangs up. */
async function raw(bytes: string): Promise<string> {
  const socket = net.connect(served.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(bytes);
  return text(socket);
}
const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe('our own door', () => {
  test('answers health by both names, also to HEAD', async () => {
    for (const at of ['/api/health', '/health']) {
      const response = await fetch(served.url + at);
      expect(response.status).toBe(200);
      expect(response.headers.get('ao-server')).toBe('1');
      expect(await response.json()).toMatchObject({ status: 'ok' });
    }
    const head = await fetch(`${served.url}/api/health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test.each(['/api/%E0%A4%A', '/api/..%2f..%2fetc', '/api/%00', '/api//tasks', '/apix', '/healthy'])(
    'finds nothing at %s',
    async (at) => {
      expect((await fetch(served.url + at)).status).toBe(404);
    },
  );

  test('refuses a body that says it is too large before reading it, and one that only turns out to be', async () => {
    const told = await fetch(`${served.url}/api/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'x'.repeat(2_000_000) }),
    });
    expect([told.status, await codeOf(told)]).toEqual([413, 'BODY_TOO_LARGE']);
    const untold = await fetch(`${served.url}/api/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob(['x'.repeat(2_000_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([untold.status, await codeOf(untold)]).toEqual([413, 'BODY_TOO_LARGE']);
    expect((await fetch(`${served.url}/api/health`)).status).toBe(200);
  });

  test('refuses headers that are too long', async () => {
    expect(
      await raw(`GET /api/health HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 431/);
  });

  test('refuses what is not HTTP, and two lengths in one request', async () => {
    expect(await raw('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(
      await raw(
        'POST /api/tasks HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    ).toMatch(/^HTTP\/1\.1 400/);
  });

  test('turns an upgrade away', async () => {
    expect(
      await raw(
        'GET /api/events/stream HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
      ),
    ).toMatch(/^HTTP\/1\.1 404/);
  });

  test('is not held up by clients that never finish their request', async () => {
    const slow = Array.from({ length: 200 }, () => {
      const socket = net.connect(served.port, '127.0.0.1').on('error', () => {});
      socket.write(
        'POST /api/tasks HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      );
      return socket;
    });
    await pause(200);
    expect((await fetch(`${served.url}/api/health`)).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  test('ends a stream when the server stops, and stops at once', async () => {
    const another = await serve({ port: 0, host: '127.0.0.1', dir: '.', next: false });
    const streams = await Promise.all(
      Array.from({ length: 5 }, () => fetch(`${another.url}/api/events/stream`)),
    );
    for (const stream of streams) expect(stream.status).toBe(200);
    const ended = Promise.all(streams.map((stream) => stream.text()));
    const began = Date.now();
    await another.close();
    expect(Date.now() - began).toBeLessThan(2_000);
    await ended;
  });

  test('refuses a page of another site, and a host name that is not this machine’s', async () => {
    const foreign = await fetch(`${served.url}/api/tasks`, { headers: { origin: 'https://evil.example' } });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'FORBIDDEN']);
    const rebound = await raw('GET /api/tasks HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n');
    expect(rebound).toMatch(/^HTTP\/1\.1 40[13]/);
    expect(rebound).not.toContain('"data"');
  });
});

test('headers that only Next’s own parts may send do not reach it', () => {
  const headers = {
    'x-middleware-subrequest': 'a:a:a',
    'x-middleware-rewrite': '/x',
    'x-invoke-path': '/x',
    'x-matched-path': '/x',
    'x-now-route-matches': '1',
    'x-nextjs-data': '1',
    'next-router-state-tree': '[]',
    accept: '*/*',
  };
  const request = { headers: { ...headers }, rawHeaders: Object.entries(headers).flat() };
  dropInternalHeaders(request as never);
  expect(Object.keys(request.headers)).toEqual(['x-nextjs-data', 'next-router-state-tree', 'accept']);
  expect(request.rawHeaders).toEqual(['x-nextjs-data', '1', 'next-router-state-tree', '[]', 'accept', '*/*']);
});
