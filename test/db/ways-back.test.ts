import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '@/contract/member';
import { LOCK_MEMBERS } from '@/domain/accounts/members.sql';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { WebClient } from '../support/web-client';
import { withApi } from './with-api';
import { uuidOf } from './world';

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const password = 'correct horse battery';
const newBrowser = () => new WebClient(() => api.url);
const owner = newBrowser();
/** What this process remembers of sessions is over. */
const moment = () => pause(1_000);
const token = (link: string) => link.split('#')[1]!;
const email = (name: string) => `${name}@example.com`;

/** Somebody new in the workspace, in a browser of their own. */
async function join(name: string, role: string): Promise<WebClient> {
  const { data } = await owner.post('/api/invitations', { role });
  const browser = newBrowser();
  const account = { name, email: email(name), password, invitation: token(data.link) };
  expect((await browser.post('/api/auth/register', account)).status).toBe(201);
  return browser;
}
const idOf = async (name: string): Promise<string> =>
  (await owner.get('/api/members')).data.find((one: Member) => one.name === name).id;
/** Whether neither the token nor the key of a machine opens anything any more. */
async function isOut(runner: ProtocolRunner): Promise<boolean> {
  const { status } = await send(api.url, 'GET', '/api/runner/errands', { headers: runner.credentials() });
  const body = { assertion: await runner.assertion() };
  const { error } = await send(api.url, 'POST', '/api/runner/token', { body });
  return status >= 401 && error?.code === 'RUNNER_REVOKED';
}
/** A call of which everything has been sent but the last character of its body. */
function heldBack(path: string, headers: Record<string, string>, body: object) {
  const text = JSON.stringify(body);
  const length = { 'content-type': 'application/json', 'content-length': text.length };
  const request = http.request(new URL(path, api.url), {
    method: 'POST',
    headers: { ...headers, ...length },
  });
  request.write(text.slice(0, -1));
  const answer = once(request, 'response');
  return {
    async finish(): Promise<{ status: number; error?: { code: string } }> {
      request.end(text.slice(-1));
      const [response] = (await answer) as [http.IncomingMessage];
      return { status: response.statusCode ?? 0, ...((await json(response)) as object) };
    },
  };
}
const accept = (who: WebClient, link: string) => who.post('/api/invitations/accept', { token: token(link) });

beforeAll(async () => {
  expect((await owner.post('/api/auth/owner', { name: 'ada', email: email('ada'), password })).status).toBe(
    201,
  );
  await owner.post('/api/projects', { name: 'Shop', repo: '/srv/shop' });
});

describe('who looks after the installation', () => {
  it('has no password set by an admin of a workspace, whatever they are in it', async () => {
    const admin = await join('admin', 'admin');
    await join('keeper', 'member');
    const keeper = await idOf('keeper');
    const made = await owner.send('PATCH', `/api/admin/users/${keeper}`, { administrator: true });
    expect(made.data.administrator).toBe(true);
    const refused = await admin.post(`/api/members/${keeper}/reset-link`);
    expect([refused.status, refused.error?.message]).toEqual([
      403,
      expect.stringContaining('administrator of the installation'),
    ]);
    expect((await owner.post(`/api/members/${keeper}/reset-link`)).status, 'by another one').toBe(201);
    await owner.send('PATCH', `/api/admin/users/${keeper}`, { administrator: false });
    expect((await admin.post(`/api/members/${keeper}/reset-link`)).status, 'as one of many').toBe(201);
  });
});

describe('who is sent away', () => {
  it('does not come back by an invitation of their own', async () => {
    const leaver = await join('leaver', 'admin');
    const { data } = await leaver.post('/api/invitations', { role: 'admin' });
    await owner.send('DELETE', `/api/members/${await idOf('leaver')}`);
    await moment();
    expect((await accept(leaver, data.link)).error?.code).toBe('NOT_FOUND');
    expect((await owner.get('/api/invitations')).data).toEqual([]);
  });

  it('takes along the machines that they connected, and the tokens that connect more', async () => {
    const leaver = await join('machinist', 'member');
    const runner = await new ProtocolRunner(api.url).connect('their laptop', { cookie: leaver.cookie });
    await runner.open();
    await owner.post('/api/tasks', { title: 'A secret plan' });
    const work = await runner.mustClaim();
    const spare = (await leaver.post('/api/enrollments', {})).data.token;
    await owner.send('DELETE', `/api/members/${await idOf('machinist')}`);
    expect(await isOut(runner)).toBe(true);
    expect((await runner.heartbeatWith(work)).error.code).toBe('LEASE_LOST');
    expect((await new ProtocolRunner(api.url).enrollWith(spare)).status).toBe(401);
    const { data: task } = await owner.get(`/api/tasks/${work.taskId}`);
    expect(task.status).toBe('QUEUED');
  });

  it('is told nothing more in the browsers that were told', async () => {
    const leaver = await join('listener', 'member');
    const p256dh = createECDH('prime256v1').generateKeys('base64url');
    const keys = { p256dh, auth: randomBytes(16).toString('base64url') };
    const endpoint = 'https://push.example.com/send/listener';
    expect((await leaver.post('/api/push-subscriptions', { endpoint, keys })).status).toBe(201);
    await owner.send('DELETE', `/api/members/${await idOf('listener')}`);
    const sql = new pg.Client({ connectionString: api.databaseUrl() });
    await sql.connect();
    const { rows } = await sql.query('select from push_subscription where endpoint = $1', [endpoint]);
    await sql.end();
    expect(rows).toEqual([]);
  });

  it('by themselves, too', async () => {
    const leaver = await join('quitter', 'member');
    const runner = await new ProtocolRunner(api.url).connect('desk', { cookie: leaver.cookie });
    expect((await leaver.post('/api/members/leave')).data).toEqual({ left: true });
    expect(await isOut(runner)).toBe(true);
  });
});

describe('who has another role now', () => {
  it('lets nobody in by an invitation that they could not make any more', async () => {
    const former = await join('former', 'owner');
    const high = (await former.post('/api/invitations', { role: 'owner' })).data;
    const low = (await former.post('/api/invitations', { role: 'member' })).data;
    const change = (role: string) =>
      idOf('former').then((id) => owner.send('PATCH', `/api/members/${id}`, { role }));
    expect((await change('admin')).data.role).toBe('admin');
    const left = async () => (await owner.get('/api/invitations')).data.map(({ id }: { id: string }) => id);
    expect(await left(), 'an admin makes no owners').toEqual([low.id]);
    expect((await change('member')).data.role).toBe('member');
    expect(await left()).toEqual([]);
    await former.post('/api/members/leave');
    for (const { link } of [high, low]) expect((await accept(former, link)).error?.code).toBe('NOT_FOUND');
  });
});

describe('who loses their role while they wait to change another’s', () => {
  it('changes nobody any more', async () => {
    const late = await join('late', 'owner');
    await join('bystander', 'member');
    const [by, other] = [await idOf('late'), await idOf('bystander')];
    const { workspaceId } = (await owner.get('/api/auth/me')).data;
    const sql = new pg.Client({ connectionString: api.databaseUrl() });
    await sql.connect();
    await sql.query('begin');
    await sql.query(LOCK_MEMBERS.text, [uuidOf(workspaceId)]);
    const waiting = late.send('DELETE', `/api/members/${other}`);
    const isWaiting = async () =>
      (await sql.query("select from pg_locks where locktype = 'advisory' and not granted")).rows.length;
    await expect.poll(isWaiting, { timeout: 5_000 }).toBe(1);
    await sql.query("update member set role = 'viewer' where user_id = $1", [uuidOf(by)]);
    await sql.query('commit');
    await sql.end();
    expect((await waiting).error?.code).toBe('FORBIDDEN');
    expect(await idOf('bystander')).toBe(other);
  });
});

describe('a call whose body is held back', () => {
  it('is judged by what its caller may do when the body is here', async () => {
    const admin = await join('slow', 'admin');
    const [before, after] = [1, 2].map(() => heldBack('/api/invitations', { cookie: admin.cookie }, {}));
    // So much as it takes to be let in, and for what is remembered of that to be over.
    await moment();
    expect((await before!.finish()).status, 'while they may').toBe(201);
    await owner.send('PATCH', `/api/members/${await idOf('slow')}`, { role: 'viewer' });
    await moment();
    expect((await after!.finish()).error?.code).toBe('FORBIDDEN');
  });

  it('is no way for a machine that was revoked meanwhile', async () => {
    const member = await join('slowly', 'member');
    const runner = await new ProtocolRunner(api.url).connect('slow laptop', { cookie: member.cookie });
    await runner.open();
    const report = heldBack('/api/runner/projects', runner.credentials(), { reports: [] });
    await moment();
    await owner.send('DELETE', `/api/runners/${runner.runnerId}`);
    expect((await report.finish()).status).toBeGreaterThanOrEqual(401);
  });
});
