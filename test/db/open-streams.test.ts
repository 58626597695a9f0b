import http from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MOST_STREAMS } from '@/http/take-stream';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';

const api = withApi('own', { RATE_LIMIT_PER_MINUTE: '100000' });
const EVENTS = '/api/events/stream';
const people: Record<'ada' | 'ben', Record<string, string>> = { ada: {}, ben: {} };
const open = new Set<{ destroy(): void }>();

afterEach(() => {
  for (const one of open) one.destroy();
  open.clear();
});

/** Asks for the events of somebody, and keeps the stream open: the answer's status, and its body where it was refused. */
function follow(headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; text: string; headers: http.IncomingHttpHeaders }>(
    (resolve, reject) => {
      const asked = http.request(api.url + EVENTS, { method, headers, agent: false }, (response) => {
        const { statusCode: status = 0, headers } = response;
        if (status !== 200) open.delete(asked);
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
          if (status === 200) resolve({ status, text, headers });
        });
        response.on('end', () => resolve({ status, text, headers }));
        response.on('error', () => {});
      });
      asked.on('error', reject).end();
      open.add(asked);
    },
  );
}
const followMany = async (many: number, headers: Record<string, string>): Promise<number[]> => {
  const all = await Promise.all(Array.from({ length: many }, () => follow(headers)));
  return all.map(({ status }) => status);
};

/** Opens a socket of the live channel; the status where it was refused. */
async function connect(headers: Record<string, string>): Promise<number | null> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/api/live`, { headers });
  open.add({ destroy: () => socket.terminate() });
  return new Promise((done) => {
    socket.once('open', () => done(null));
    socket.once('unexpected-response', (_request, response) => done(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}
/** Somebody leaves without a word, as a machine that loses its network. */
const cutOffOne = () => {
  const [first] = open;
  first?.destroy();
};

describe('whoever sits at the machine, without accounts', () => {
  it('may have a thousand viewers', async () => {
    expect(new Set(await followMany(1_000, {}))).toEqual(new Set([200]));
  }, 60_000);
});

describe('the streams that one person holds open', () => {
  beforeAll(async () => {
    const [ada, ben] = [new WebClient(() => api.url), new WebClient(() => api.url)];
    const password = 'correct horse battery';
    await ada.post('/api/auth/owner', { name: 'Ada', email: 'ada@example.com', password });
    const { data } = await ada.post('/api/invitations', { role: 'member' });
    const invitation = data.link.split('#')[1];
    await ben.post('/api/auth/register', { name: 'ben', email: 'ben@example.com', password, invitation });
    people.ada = { cookie: ada.cookie };
    people.ben = { cookie: ben.cookie };
  }, 120_000);

  it('are so many at most, sockets among them: the next is told what to do, and nobody else is', async () => {
    expect(await connect(people.ben)).toBeNull();
    expect(new Set(await followMany(MOST_STREAMS - 1, people.ben))).toEqual(new Set([200]));
    const { status, text, headers } = await follow(people.ben);
    const { error } = JSON.parse(text);
    expect([status, error.code, headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '5']);
    expect(error.message).toMatch(/close/i);
    expect(await connect(people.ben)).toBe(429);
    expect((await follow(people.ada)).status).toBe(200);
  });

  it('make room as soon as one is cut off', async () => {
    const another = async () => (await follow(people.ben)).status;
    await expect
      .poll(async () => (await followMany(20, people.ben)).includes(429), { timeout: 10_000 })
      .toBe(true);
    expect(await another()).toBe(429);
    cutOffOne();
    await expect.poll(another, { timeout: 5_000 }).toBe(200);
  });

  it('are not counted where only their headers were asked for', async () => {
    for (let n = 0; n < MOST_STREAMS + 5; n++)
      expect((await follow(people.ben, 'HEAD')).status, `${n}`).toBe(200);
    await expect.poll(async () => (await follow(people.ben)).status, { timeout: 5_000 }).toBe(200);
  });

  it('are counted for an access token alone', async () => {
    const made = await fetch(`${api.url}/api/tokens`, {
      method: 'POST',
      headers: { ...people.ada, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Screen', scopes: ['workspace:read'] }),
    });
    const { data } = await made.json();
    const token = { authorization: `Bearer ${data.token}` };
    const all = await followMany(MOST_STREAMS + 20, token);
    expect(all.filter((status) => status === 200)).toHaveLength(MOST_STREAMS);
    expect((await follow(people.ada)).status).toBe(200);
  });
});
