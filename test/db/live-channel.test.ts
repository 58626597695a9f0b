import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openSubscriptions } from '@/api/live/subscriptions';
import type { ApiRequest } from '@/http/request';
import { frame, ProtocolRunner, send } from '../support/protocol-runner';
import { signedIn } from '../support/signed-in';
import { withApi } from './with-api';

interface Said {
  event: string;
  data: { nodeId: string; files?: string[]; lines?: unknown[]; code?: string };
}
const api = withApi('own');
const open: WebSocket[] = [];
const people: Record<string, Record<string, string>> = {};
let sql: pg.Client;

/** A socket of somebody, and what it has been told; the status where it was refused. */
async function connect(headers: Record<string, string>, query = '') {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/api/live${query}`, { headers });
  open.push(socket);
  const told: Said[] = [];
  socket.on('message', (text) => told.push(JSON.parse(String(text))));
  const closed = new Promise<number>((done) => socket.once('close', done));
  const refused = await new Promise<number | null>((done) => {
    socket.once('open', () => done(null));
    socket.once('unexpected-response', (_request, response) => done(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
  const say = (event: string, data: unknown) => socket.send(JSON.stringify({ event, data }));
  return { told, closed, refused, say, socket, names: () => told.map(({ event }) => event) };
}

let runner: ProtocolRunner;
beforeAll(async () => {
  await api.project();
  runner = await new ProtocolRunner(api.url).connect('desk');
  await runner.open();
  sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
  const account = (name: string) => ({
    name,
    email: `${name}@example.com`,
    password: 'correct horse battery',
  });
  people.owner = await signedIn(api.url, '/api/auth/owner', account('owner'));
  for (const name of ['member', 'stranger']) {
    const { data } = await send(api.url, 'POST', '/api/invitations', {
      headers: people.owner,
      body: { role: 'member' },
    });
    const invitation = data.link.split('#')[1];
    people[name] = await signedIn(api.url, '/api/auth/register', { ...account(name), invitation });
  }
  const other = randomUUID();
  await sql.query("insert into workspace (id, name, slug) values ($1, 'Other', 'other')", [other]);
  await sql.query(
    `update member set workspace_id = $1, role = 'owner' where user_id = (select id from "user" where name = 'stranger')`,
    [other],
  );
}, 120_000);
afterAll(async () => {
  for (const socket of open) socket.terminate();
  await sql?.end();
});
const post = (path: string, body: object, headers = people.owner) =>
  send(api.url, 'POST', path, { headers, body });

describe('the live channel', () => {
  it('tells each socket of the nodes that it has asked for, and a stranger nothing', async () => {
    const [one, two, stranger] = await Promise.all([
      connect(people.owner!),
      connect(people.member!),
      connect(people.stranger!),
    ]);
    one.say('subscribe:node', 'plan');
    two.say('subscribe:node', { nodeId: 'code' });
    for (const node of ['plan', 'code']) stranger.say('subscribe:node', node);
    for (const each of [one, two]) await expect.poll(each.names).toEqual(['subscribed']);
    await expect.poll(stranger.names).toEqual(['subscribed', 'subscribed']);
    await post('/api/file-changed', { nodeId: 'plan', files: ['src/a.ts'] });
    await post('/api/agent-complete', { nodeId: 'code' });
    await post('/api/agent-error', { nodeId: 'plan', error: 'It broke.' });
    await expect.poll(one.names, { timeout: 10_000 }).toEqual(['subscribed', 'files:changed', 'node:failed']);
    await expect.poll(two.names, { timeout: 10_000 }).toEqual(['subscribed', 'node:completed']);
    expect(one.told[1]?.data).toMatchObject({ nodeId: 'plan', files: ['src/a.ts'] });
    expect(stranger.names()).toEqual(['subscribed', 'subscribed']);
  });

  it('tells of a task from its start to its end, and what its agent writes', async () => {
    const { data: task } = await post('/api/tasks', { title: 'Add a sum' });
    const reader = await connect(people.owner!);
    reader.say('subscribe:node', task.ref);
    await expect.poll(reader.names).toEqual(['subscribed']);
    const assignment = await runner.mustClaim();
    await runner.begin(assignment);
    await expect.poll(reader.names, { timeout: 10_000 }).toContain('node:started');
    const chunk = frame(1, 'I add the sum.\n');
    expect((await runner.append(assignment, 0, chunk)).status).toBe(200);
    await expect.poll(() => JSON.stringify(reader.told), { timeout: 10_000 }).toContain('I add the sum.');
    expect(reader.told.find(({ event }) => event === 'terminal:output')?.data).toMatchObject({
      nodeId: task.ref,
      agentId: assignment.agentId,
    });
    await post(`/api/tasks/${task.ref}/cancel`, {});
    const end = { outcome: 'cancelled', reason: 'cancelled', changes: null, headSha: null };
    expect((await runner.finish(assignment, end, [chunk])).status).toBe(200);
    await expect.poll(reader.names, { timeout: 10_000 }).toContain('node:failed');
  });

  it('tells of a real run by its id, from its start to its end, over both ways alike', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${api.url}/api/events/stream?names=flow`, {
      headers: people.owner,
      signal: stop.signal,
    });
    const sse = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const step = (id: string, role: string) => ({
      id,
      role,
      instructions: 'Do it.',
      config: { maxRetries: 0 },
    });
    const flow = {
      name: 'Two steps',
      nodes: [step('plan', 'planner'), step('tell', 'planner'), { id: 'gate', kind: 'review' }],
      edges: [
        { id: 'a', source: 'plan', target: 'tell' },
        { id: 'b', source: 'tell', target: 'gate' },
      ],
    };
    const { data: run, error } = await post('/api/flow/execute', { flow });
    expect(error).toBeUndefined();
    const reader = await connect(people.owner!);
    reader.say('subscribe:flow', run.id);
    await expect.poll(reader.names).toContain('subscribed');
    const plan = await runner.mustClaim();
    await runner.begin(plan);
    await expect.poll(reader.names, { timeout: 10_000 }).toContain('node:started');
    const chunk = frame(1, 'I plan.\n');
    await runner.append(plan, 0, chunk);
    await expect.poll(() => JSON.stringify(reader.told), { timeout: 10_000 }).toContain('I plan.');
    const files = [{ path: 'docs/plan.md', status: 'added', additions: 1, deletions: 0, binary: false }];
    const changes = { files, patch: '', truncated: false };
    expect((await runner.finish(plan, { headSha: null, changes }, [chunk])).status).toBe(200);
    const tell = await runner.mustClaim();
    await runner.begin(tell);
    await runner.finish(tell, { headSha: null, changes: null });
    const { data: nodes } = await send(api.url, 'GET', `/api/flow/runs/${run.id}/nodes`, {
      headers: people.owner,
    });
    await post(`/api/review/${nodes[2].id}`, { approve: false });
    await expect.poll(reader.names, { timeout: 10_000 }).toContain('flow:failed');
    // Its beginning may have been told before anybody subscribed.
    const told = reader.told.filter(({ event }) => /^(node|files):|^flow:failed/.test(event));
    expect(told.map(({ event, data }) => [event, data.nodeId])).toEqual([
      ['node:started', 'plan'],
      ['files:changed', 'plan'],
      ['node:completed', 'plan'],
      ['node:started', 'tell'],
      ['node:completed', 'tell'],
      ['node:failed', 'gate'],
      ['flow:failed', null],
    ]);
    expect(told[1]!.data.files).toEqual(['docs/plan.md']);
    let text = '';
    while (!text.includes('event: flow:failed')) text += (await sse.read()).value ?? '';
    const named = [...text.matchAll(/event: ((?:flow|node|files):\w+)\nid: .*\ndata: (.*)/g)]
      .map(([, name, data]) => ({ name, data: JSON.parse(data!) }))
      .filter(({ data }) => data.flowId === run.id);
    expect(named.map(({ name }) => name)).toEqual(['flow:started', ...told.map(({ event }) => event)]);
    stop.abort();
  });

  it('closes within a second where a session ends, and lets nobody in who may not read', async () => {
    const session = await signedIn(api.url, '/api/auth/login', {
      email: 'member@example.com',
      password: 'correct horse battery',
    });
    const reader = await connect(session);
    expect(reader.refused).toBeNull();
    await post('/api/auth/logout', {}, session);
    expect(await reader.closed).toBe(4001);
    expect((await connect({})).refused).toBe(401);
    expect((await connect(session)).refused).toBe(401);
    expect((await connect({ ...people.owner!, origin: 'https://evil.example' })).refused).toBe(403);
    const { data } = await post('/api/stream-tokens', {});
    expect((await connect({}, `?token=${data.token}`)).refused).toBeNull();
  });

  it('says what it does not understand, and asks for a flow as whoever opened it', async () => {
    const reader = await connect(people.owner!);
    reader.socket.send('nonsense');
    reader.say('flow:pause', { flowId: `run_${'0'.repeat(32)}` });
    await expect.poll(reader.names, { timeout: 10_000 }).toEqual(['error', 'error']);
    expect(reader.told.map(({ data }) => data.code)).toEqual(['BAD_REQUEST', 'NOT_FOUND']);
    reader.socket.send('x'.repeat(70_000));
    expect(await reader.closed).toBe(1009);
  });

  it('drops who reads slower than it is told', async () => {
    const slow = openSubscriptions({} as ApiRequest);
    slow.take('{"event":"subscribe:node","data":"plan"}');
    for (let n = 0; n < 6_000; n++) slow.news('files:changed', { nodeId: 'plan' });
    expect(await slow.messages().next()).toMatchObject({ done: true, value: { code: 4008 } });
  });

  it('has the same names as server-sent events', async () => {
    const stop = new AbortController();
    const response = await fetch(`${api.url}/api/events/stream?names=flow`, {
      headers: people.owner,
      signal: stop.signal,
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await post('/api/agent-complete', { nodeId: 'sse' });
    let text = '';
    while (!text.includes('node:completed')) text += (await reader.read()).value ?? '';
    expect(text).toMatch(/event: node:completed\nid: \d+\.\d+\ndata: \{"nodeId":"sse"/);
    expect(text).not.toContain('event: hook.called');
    stop.abort();
  });
});
