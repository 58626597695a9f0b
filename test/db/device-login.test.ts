import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { CODE_LETTERS } from '@/contract/device';
import { offerOwnership } from '@/domain/accounts/offer-ownership';
import { WebClient } from '../support/web-client';
import { rawCall } from './api/raw-call';
import { withApi } from './with-api';

const api = withApi('own');
const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const browser = () => new WebClient(() => api.url);
const owner = browser();
const second = browser();
const machine = { machine: 'laptop', system: 'linux 6.1' };

const start = async (more: object = { wants: 'token', scopes: ['workspace:read'] }) =>
  (await api.post('/api/device', { ...machine, ...more })).data;
const answer = async (deviceCode: string) => (await api.post('/api/device/answer', { deviceCode })).data;
/** As if the machine had waited for its next question. */
const wait = (deviceCode: string) =>
  database(`update device_login set polled_at = null`).then(() => answer(deviceCode));
const claim = (from: WebClient, code: string) => from.post('/api/device/claim', { code });
const decide = (from: WebClient, code: string, approve = true) =>
  from.post('/api/device/decision', { code, approve });

describe('a machine without a browser', { concurrent: false }, () => {
  it('is let in without accounts by whoever sits at the server, as a runner', async () => {
    const { deviceCode, userCode } = await start({ wants: 'runner' });
    expect((await claim(owner, userCode.toLowerCase())).data).toMatchObject({ wants: 'runner', ...machine });
    expect((await decide(owner, userCode)).data).toEqual({ approved: true });
    const got = await answer(deviceCode);
    expect(got).toMatchObject({ state: 'approved', credential: expect.stringMatching(/^aoe_/) });
    const again = await wait(deviceCode);
    expect(again).toMatchObject({ state: 'expired', credential: null });
  });

  it('with accounts is let in by a person in theirs, with no more than was asked for', async () => {
    const token = await offerOwnership();
    const made = await rawCall(api.url, 'POST', '/api/auth/owner', {
      headers: { host: 'agents.example.com', 'content-type': 'application/json' },
      body: JSON.stringify({ ...OWNER, token }),
    });
    expect(made.status).toBe(201);
    const login = { email: OWNER.email, password: OWNER.password };
    for (const one of [owner, second]) expect((await one.post('/api/auth/login', login)).status).toBe(200);
    const { deviceCode, userCode, page } = await start();
    expect(page).toBe(`${api.url}/device`);
    expect(userCode).toMatch(new RegExp(`^[${CODE_LETTERS}]{4}-[${CODE_LETTERS}]{4}$`));
    expect(await answer(deviceCode)).toMatchObject({ state: 'pending', intervalSeconds: 5 });
    expect(await answer(deviceCode)).toMatchObject({ state: 'slow_down', intervalSeconds: 10 });
    expect((await api.post('/api/device/claim', { code: userCode })).status).toBe(401);
    expect((await claim(owner, userCode)).data).toMatchObject({
      ...machine,
      wants: 'token',
      scopes: ['workspace:read'],
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
    });
    await decide(owner, userCode);
    const { credential } = await wait(deviceCode);
    const bearer = { authorization: `Bearer ${credential}` };
    expect((await api.get('/api/tasks', bearer)).status).toBe(200);
    expect((await api.post('/api/tasks', { title: 'x' }, bearer)).status).toBe(403);
    expect((await api.post('/api/device/claim', { code: userCode }, bearer)).status).toBe(403);
    expect((await api.post('/api/device/end', { token: credential })).data).toEqual({ ended: true });
    expect((await api.get('/api/tasks', bearer)).status).toBe(401);
  });

  it('is decided by the session alone that opened its code, and once', async () => {
    const { deviceCode, userCode } = await start();
    expect((await decide(owner, userCode)).status).toBe(404);
    const both = await Promise.all([claim(owner, userCode), claim(second, userCode)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    const [mine, other] = both[0]!.status === 200 ? [owner, second] : [second, owner];
    expect((await decide(other, userCode)).status).toBe(404);
    expect(await wait(deviceCode)).toMatchObject({ state: 'pending' });
    expect((await decide(mine, userCode, false)).data).toEqual({ approved: false });
    expect((await decide(mine, userCode)).status).toBe(404);
    expect(await wait(deviceCode)).toMatchObject({ state: 'refused', credential: null });
  });

  it('gets nothing that who let it in may not have any more, nor by a session that has ended since', async () => {
    const account = { name: 'Ben', email: 'ben@example.com', password: OWNER.password };
    const invited = await owner.post('/api/invitations', { role: 'member' });
    const mate = browser();
    const [, invitation] = invited.data.link.split('#');
    expect((await mate.post('/api/auth/register', { ...account, invitation })).status).toBe(201);
    const letIn = async (more: object) => {
      const { deviceCode, userCode } = await start(more);
      await claim(mate, userCode);
      expect((await decide(mate, userCode)).data).toEqual({ approved: true });
      return deviceCode;
    };
    const runner = await letIn({ wants: 'runner' });
    const script = await letIn({ wants: 'token', scopes: ['task:write'] });
    const reader = await letIn({ wants: 'token', scopes: ['workspace:read'] });
    const { id } = (await mate.get('/api/auth/me')).data;
    await owner.send('PATCH', `/api/members/${id}`, { role: 'viewer' });
    for (const deviceCode of [runner, script])
      expect(await wait(deviceCode)).toMatchObject({ state: 'refused', credential: null });
    await mate.post('/api/auth/logout');
    expect(await wait(reader)).toMatchObject({ state: 'refused', credential: null });
  });

  it('cannot be let in after ten minutes, nor by who has lost the role', async () => {
    const late = await start();
    await claim(owner, late.userCode);
    await database(`update device_login set expires_at = now() - interval '1 second'`);
    expect((await decide(owner, late.userCode)).status).toBe(404);
    expect(await answer(late.deviceCode)).toMatchObject({ state: 'expired' });
    const { deviceCode, userCode } = await start();
    await claim(owner, userCode);
    await decide(owner, userCode);
    await database(`delete from member`);
    expect(await answer(deviceCode)).toMatchObject({ state: 'refused', credential: null });
  });

  it('is not found by guessing: after five wrong codes a session waits', async () => {
    const [{ id }] = await database(`select id from workspace limit 1`);
    const [{ id: user }] = await database(`select id from "user" where email = '${OWNER.email}'`);
    await database(`insert into member (workspace_id, user_id, role) values ('${id}', '${user}', 'owner')`);
    const guesser = browser();
    await guesser.post('/api/auth/login', { email: OWNER.email, password: OWNER.password });
    const { userCode } = await start();
    for (let n = 0; n < 5; n++) expect((await claim(guesser, 'BBBBBBBB')).status).toBe(404);
    const locked = await claim(guesser, userCode);
    expect([locked.status, locked.error.code]).toEqual([429, 'RATE_LIMITED']);
    const stored = JSON.stringify(await database('select * from device_login'));
    expect(stored).not.toContain(userCode.replace('-', ''));
  });
});

/** Rows of a statement, as the owner of the database. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the statement answers
async function database(text: string): Promise<any[]> {
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
