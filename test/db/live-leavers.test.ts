import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { shared } from '@/lib/shared';
import { withApi } from './with-api';

const api = withApi('own');
let sql: pg.Client;
const unheard: unknown[] = [];
const hear = (error: unknown) => void unheard.push(error);

beforeAll(async () => {
  await api.project();
  sql = new pg.Client({ connectionString: api.databaseUrl() });
  await sql.connect();
  process.on('unhandledRejection', hear);
});
afterAll(async () => {
  process.off('unhandledRejection', hear);
  await sql?.end();
});

/** How many readers of events this process serves. */
const readers = (): number => {
  const feeds = shared('event-feeds', () => new Map<string, { takers: Set<unknown> }>());
  return [...feeds.values()].reduce((sum, { takers }) => sum + takers.size, 0);
};

/** Asks for something and leaves after so many milliseconds, without waiting for an answer. */
async function askAndLeave(path: string, headers: string[], afterMs: number): Promise<void> {
  const { hostname, port, host } = new URL(api.url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write([`GET ${path} HTTP/1.1`, `host: ${host}`, ...headers, '', ''].join('\r\n'));
  await pause(afterMs);
  socket.resetAndDestroy();
}
const UPGRADE = [
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
];

describe('who leaves before they are answered', () => {
  it.each([
    ['the live channel', '/api/live', UPGRADE],
    ['the stream of events', '/api/events/stream', ['accept: text/event-stream']],
  ])('is nobody’s burden: %s', async (_, path, headers) => {
    for (let ms = 0; ms < 40; ms++) await askAndLeave(path, headers, ms / 4);
    await expect.poll(readers, { timeout: 5_000 }).toBe(0);
  });
});

describe('a stream that fails in the middle', () => {
  it('ends the socket that it was for, and not the server', async () => {
    await sql.query('alter table event rename to event_away');
    try {
      // Who resumes is read to from the database, after the greeting.
      const socket = new WebSocket(`${api.url.replace('http', 'ws')}/api/live`, {
        headers: { 'last-event-id': '0.0' },
      });
      expect(await new Promise((done) => socket.once('close', done))).toBe(1001);
      await pause(50);
      expect(unheard.map(String)).toEqual([]);
    } finally {
      await sql.query('alter table event_away rename to event');
    }
  });
});
