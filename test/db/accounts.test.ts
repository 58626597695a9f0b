import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '@/contract/member';
import type { SignInSession } from '@/contract/sign-in-session';
import { offerOwnership } from '@/domain/accounts/offer-ownership';
import { PASSING_TEST, ProtocolRunner, send } from '../support/protocol-runner';
import { WebClient } from '../support/web-client';
import { rawCall } from './api/raw-call';
import { withApi } from './with-api';

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };

/** A call by the name that the internet knows the server by. */
const fromFar = (method: string, path: string, body?: object) =>
  rawCall(api.url, method, path, {
    headers: { host: 'agents.example.com', 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });

const newBrowser = () => new WebClient(() => api.url);
const owner = newBrowser();
const mate = newBrowser();

/** What this process remembers of sessions is over. */
const moment = () => pause(1_000);

describe('an installation', { concurrent: false }, () => {
  beforeAll(async () => {
    await api.project();
  });

  it('needs no account on its own machine, and lets nobody in from elsewhere', async () => {
    expect((await owner.get('/api/auth/installation')).data).toEqual({
      mode: 'single-user',
      wantsOwner: false,
      signUp: 'invited',
      mail: false,
      providers: [],
    });
    expect((await owner.get('/api/tasks')).status).toBe(200);
    const far = await fromFar('GET', '/api/tasks');
    expect([far.status, far.json.error.code]).toEqual([401, 'UNAUTHORIZED']);
    expect((await fromFar('GET', '/api/auth/installation')).json.data.wantsOwner).toBe(true);
    for (const [name, said] of [
      ['x-forwarded-for', '203.0.113.9'],
      ['x-forwarded-for', '127.0.0.1, 203.0.113.9'],
      ['x-forwarded-host', 'agents.example.com'],
      ['x-real-ip', '203.0.113.9'],
      ['forwarded', 'for=203.0.113.9'],
    ] as const) {
      const passedOn = { [name]: said };
      const through = await owner.get('/api/tasks', passedOn);
      expect(through.status, `through what connects from here: ${JSON.stringify(passedOn)}`).toBe(401);
      expect((await owner.post('/api/auth/owner', OWNER, passedOn)).status).toBe(403);
    }
    expect((await owner.get('/api/tasks', { 'x-forwarded-for': '::1' })).status).toBe(200);
    const early = await owner.post('/api/auth/register', { ...OWNER, email: 'eve@example.com' });
    expect(early.status).toBe(403);
  });

  it('gets one owner, by the token that its start printed, however many try', async () => {
    const stale = await offerOwnership();
    const token = await offerOwnership();
    const claim = (given?: string | null) =>
      fromFar('POST', '/api/auth/owner', { ...OWNER, token: given ?? undefined });
    expect((await claim()).status).toBe(403);
    expect((await claim(stale)).status).toBe(403);
    expect((await claim(`ao_own_${'0'.repeat(38)}`)).status).toBe(403);
    const all = await Promise.all(Array.from({ length: 5 }, () => claim(token)));
    expect(all.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(await offerOwnership()).toBeNull();
  });

  it('lets nobody in without signing in from then on, on its own machine neither', async () => {
    expect((await owner.get('/api/tasks')).status).toBe(401);
    expect((await owner.get('/api/auth/installation')).data.mode).toBe('accounts');
    const wrong = await owner.post('/api/auth/login', { email: OWNER.email, password: 'wrong' });
    const nobody = await owner.post('/api/auth/login', { email: 'nobody@example.com', password: 'wrong' });
    expect([wrong.status, wrong.error.message]).toEqual([401, nobody.error.message]);
    expect((await owner.post('/api/auth/login', OWNER_LOGIN)).status).toBe(200);
    const { data: me } = await owner.get('/api/auth/me');
    expect(me).toMatchObject({ name: 'Ada', email: 'ada@example.com', role: 'owner' });
    expect((await owner.get('/api/projects')).data, 'what was there before').toHaveLength(1);
  });
});

const OWNER_LOGIN = { email: OWNER.email, password: OWNER.password };

describe('a session', () => {
  it('is no use to a page of another site', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await owner.post('/api/tasks', { title: 'No' }, foreign)).status).toBe(403);
    expect((await owner.post('/api/auth/logout', {}, foreign)).status).toBe(403);
    expect((await owner.get('/api/tasks')).status).toBe(200);
  });

  it('is listed, and ended from another one', async () => {
    const phone = newBrowser();
    await phone.post('/api/auth/login', OWNER_LOGIN);
    const { data } = await owner.get('/api/auth/sessions');
    const other = data.find(({ current, userAgent }: SignInSession) => !current && userAgent === 'A browser');
    expect(data.filter(({ current }: SignInSession) => current)).toHaveLength(1);
    expect((await phone.get('/api/tasks')).status).toBe(200);
    for (const { id, current } of data) if (!current) await owner.send('DELETE', `/api/auth/sessions/${id}`);
    expect(other).toBeDefined();
    await moment();
    expect((await phone.get('/api/tasks')).status).toBe(401);
    expect((await owner.get('/api/tasks')).status).toBe(200);
  });

  it('ends with a change of the password, but for the one that changed it', async () => {
    const phone = newBrowser();
    await phone.post('/api/auth/login', OWNER_LOGIN);
    const wrong = await owner.post('/api/auth/password', {
      current: 'wrong',
      password: 'another long password',
    });
    expect(wrong.status).toBe(403);
    expect(
      (await owner.post('/api/auth/password', { current: OWNER.password, password: 'another long password' }))
        .status,
    ).toBe(200);
    OWNER_LOGIN.password = 'another long password';
    await moment();
    expect([(await phone.get('/api/tasks')).status, (await owner.get('/api/tasks')).status]).toEqual([
      401, 200,
    ]);
    expect((await phone.post('/api/auth/login', OWNER_LOGIN)).status).toBe(200);
  });

  it('is over after signing out', async () => {
    const phone = newBrowser();
    await phone.post('/api/auth/login', OWNER_LOGIN);
    const { cookie } = phone;
    expect((await phone.post('/api/auth/logout')).data).toEqual({ signedOut: true });
    await moment();
    phone.cookie = cookie;
    expect((await phone.get('/api/tasks')).status).toBe(401);
  });

  it('cannot be guessed: ten tries a minute at one account', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, () =>
        mate.post('/api/auth/login', { email: 'victim@example.com', password: 'guess' }),
      ),
    );
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    expect(tries.map(({ status }) => status)).toContain(429);
  });
});

describe('an invitation', () => {
  const token = (link: string) => link.split('#')[1]!;
  it('lets one person in, with its role, once', async () => {
    const { data } = await owner.post('/api/invitations', { role: 'viewer' });
    expect(data.link).toMatch(/\/invitation#ao_inv_\w{38}$/);
    const read = await mate.post('/api/auth/invitation', { token: token(data.link) });
    expect(read.data).toMatchObject({ role: 'viewer', email: null });
    const account = { name: 'Ben', email: 'ben@example.com', password: 'correct horse battery' };
    expect((await mate.post('/api/auth/register', account)).status, 'without it').toBe(403);
    expect((await mate.post('/api/auth/register', { ...account, invitation: token(data.link) })).status).toBe(
      201,
    );
    expect((await mate.get('/api/tasks')).status).toBe(200);
    expect((await mate.post('/api/tasks', { title: 'No' })).status).toBe(403);
    expect((await mate.post('/api/invitations', {})).status).toBe(403);
    const again = await newBrowser().post('/api/auth/register', {
      ...account,
      email: 'eve@example.com',
      invitation: token(data.link),
    });
    expect([again.status, again.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('for one address is for that address alone; an ended one for nobody', async () => {
    const { data } = await owner.post('/api/invitations', { email: 'cid@example.com' });
    const eve = { name: 'Eve', email: 'eve@example.com', password: 'correct horse battery' };
    expect(
      (await newBrowser().post('/api/auth/register', { ...eve, invitation: token(data.link) })).status,
    ).toBe(403);
    await owner.send('DELETE', `/api/invitations/${data.id}`);
    const cid = { ...eve, email: 'cid@example.com', invitation: token(data.link) };
    expect((await newBrowser().post('/api/auth/register', cid)).status).toBe(404);
    expect((await owner.get('/api/invitations')).data).toEqual([]);
  });
});

describe('approvals', () => {
  const asks = (people: number) => ({ people, another: false, admins: false });
  const table = { LOW: asks(1), MEDIUM: asks(2), HIGH: asks(2), CRITICAL: asks(2) };
  it('are as many as the project asks for: never the author’s alone, for the commit that was seen, and gone with a new one', async () => {
    const { data: people } = await owner.get('/api/members');
    const ben = people.find(({ name }: Member) => name === 'Ben').id;
    await owner.send('PATCH', `/api/members/${ben}`, { role: 'member' });
    await moment();
    const { data: project } = await owner.post('/api/projects', { name: 'Approved', repo: '/srv/approved' });
    const asked = { approvals: table };
    const at = `/api/projects/${project.id}`;
    expect((await mate.send('PATCH', at, asked)).error, 'a member').toMatchObject({ code: 'FORBIDDEN' });
    expect((await owner.send('PATCH', at, asked)).data.approvals).toEqual(table);
    const runner = await new ProtocolRunner(api.url).connect('approver', { cookie: owner.cookie });
    await runner.open();
    const { data: task } = await mate.post('/api/tasks', { title: 'Add a sum', projectId: project.id });
    const committed = async (headSha: string) => {
      await runner.finish(await runner.mustClaim(), { headSha });
      await runner.finish(await runner.mustClaim(), { checks: [PASSING_TEST] });
    };
    const approve = (who: WebClient, headSha: string) =>
      who.post(`/api/tasks/${task.ref}/approve`, { headSha });
    const given = async () => (await owner.get(`/api/tasks/${task.ref}/approvals`)).data;
    const [first, second] = ['b'.repeat(40), 'c'.repeat(40)];

    await committed(first);
    for (let again = 0; again < 2; again++)
      expect((await approve(mate, first)).data, 'its author alone').toMatchObject({ status: 'IN_REVIEW' });
    expect(await given()).toMatchObject({ headSha: first, needed: 2, given: 1 });
    await owner.post(`/api/tasks/${task.ref}/request-changes`, { guidance: 'Round up.' });
    await committed(second);
    expect((await approve(owner, first)).error).toMatchObject({ code: 'STALE_COMMIT' });
    expect(await given(), 'what was approved is another commit').toMatchObject({ headSha: second, given: 0 });
    expect((await approve(owner, second)).data.status).toBe('IN_REVIEW');
    expect((await approve(mate, second)).data).toMatchObject({ status: 'MERGING', approvedSha: second });
    await runner.finish(await runner.mustClaim());
    await owner.send('DELETE', at);
  });
});

describe('members', () => {
  const find = async (name: string) =>
    (await owner.get('/api/members')).data.find((one: Member) => one.name === name);
  it('are given roles by owners and admins; one owner always stays', async () => {
    const ben = await find('Ben');
    const ada = await find('Ada');
    expect((await owner.send('PATCH', `/api/members/${ben.id}`, { role: 'admin' })).data.role).toBe('admin');
    await moment();
    expect((await mate.send('PATCH', `/api/members/${ada.id}`, { role: 'viewer' })).status).toBe(403);
    expect((await mate.send('PATCH', `/api/members/${ben.id}`, { role: 'owner' })).status).toBe(403);
    expect((await owner.send('PATCH', `/api/members/${ada.id}`, { role: 'member' })).error.code).toBe(
      'CONFLICT',
    );
    expect((await owner.post('/api/members/leave')).error.code).toBe('CONFLICT');
  });

  it('are given a link for a new password by who may send them away, and every session ends with it', async () => {
    const { data: all } = await owner.get('/api/members');
    const [ada, ben] = ['Ada', 'Ben'].map((name) => all.find((one: Member) => one.name === name).id);
    expect((await mate.post(`/api/members/${ada}/reset-link`)).status, 'by an admin for an owner').toBe(403);
    expect((await owner.post(`/api/members/${ada}/reset-link`)).status, 'for oneself').toBe(403);
    const stale = await owner.post(`/api/members/${ben}/reset-link`);
    const { data } = await owner.post(`/api/members/${ben}/reset-link`);
    expect(data.link).toMatch(/\/reset#ao_link_\w{38}$/);
    const set = (link: string, password: string) =>
      newBrowser().post('/api/auth/reset', { token: token(link), password });
    expect((await set(stale.data.link, 'one more long password')).status, 'the earlier one').toBe(404);
    const both = await Promise.all([1, 2].map(() => set(data.link, 'one more long password')));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    await moment();
    expect((await mate.get('/api/tasks')).status).toBe(401);
    const old = await mate.post('/api/auth/login', {
      email: 'ben@example.com',
      password: 'correct horse battery',
    });
    expect(old.status).toBe(401);
    const fresh = { email: 'ben@example.com', password: 'one more long password' };
    expect((await mate.post('/api/auth/login', fresh)).status).toBe(200);
    expect((await mate.get('/api/tasks')).status).toBe(200);
    const { data: facts } = await owner.get('/api/events?type=member.reset_link,member.password_reset');
    expect(facts.map(({ type }: { type: string }) => type)).toEqual([
      'member.password_reset',
      'member.reset_link',
      'member.reset_link',
    ]);
  });

  it('in another workspace too are out of the reach of this one’s owner', async () => {
    const { data: all } = await owner.get('/api/members');
    const ben = all.find((one: Member) => one.name === 'Ben').id;
    const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await sql.connect();
    await sql.query("insert into workspace (id, name, slug) values (gen_random_uuid(), 'Own', 'own')");
    await sql.query(
      `insert into member (workspace_id, user_id, role)
       select w.id, u.id, 'owner' from workspace w, "user" u where w.slug = 'own' and u.name = 'Ben'`,
    );
    expect((await owner.post(`/api/members/${ben}/reset-link`)).error.message).toContain('do not manage');
    await sql.query("delete from workspace where slug = 'own'");
    await sql.end();
  });

  it('leave no open task and no decision behind as theirs', async () => {
    const sql = new pg.Client({ connectionString: api.databaseUrl() });
    await sql.connect();
    const { rows: ben } = await sql.query(`select id from "user" where name = 'Ben'`);
    const open = (await owner.post('/api/tasks', { title: 'Bens', draft: true })).data;
    const give = { assigneeId: `user_${ben[0].id.replaceAll('-', '')}` };
    expect((await owner.send('PUT', `/api/tasks/${open.ref}/assignee`, give)).status).toBe(200);
    await sql.query(
      `insert into exception (id, workspace_id, number, task_id, type, severity, title, body, options, assignee_id)
       select gen_random_uuid(), workspace_id, 900, id, 'AGENT_STUCK', 'low', 'Stuck', '', '[]', $2 from task where number = $1`,
      [open.ref.slice(5), ben[0].id],
    );
    expect((await owner.send('DELETE', `/api/members/${give.assigneeId}`)).status).toBe(200);
    const nobodys = (await owner.get('/api/tasks?assignee=none&status=DRAFT')).data;
    expect(nobodys.map(({ ref }: { ref: string }) => ref)).toContain(open.ref);
    expect((await owner.get('/api/exceptions/EXC-900')).data.assignee).toBeNull();
    await sql.end();
    const { data } = await owner.post('/api/invitations', { role: 'member' });
    expect((await mate.post('/api/invitations/accept', { token: token(data.link) })).status).toBe(200);
    await moment();
  });

  it('lose their way in at once when they are sent away, by session and by token', async () => {
    const { data } = await mate.post('/api/tokens', { name: 'CI' });
    const bearer = { authorization: `Bearer ${data.token}` };
    expect((await send(api.url, 'GET', '/api/tasks', { headers: bearer })).status).toBe(200);
    const ben = await find('Ben');
    expect((await owner.send('DELETE', `/api/members/${ben.id}`)).data.removed).toBe(true);
    await moment();
    expect((await send(api.url, 'GET', '/api/tasks', { headers: bearer })).status).toBe(401);
    const gone = await mate.get('/api/tasks');
    expect([gone.status, gone.error.message]).toEqual([403, expect.stringContaining('no workspace')]);
  });

  it('come back by a new invitation with the account they have', async () => {
    const { data } = await owner.post('/api/invitations', { role: 'member' });
    expect((await mate.post('/api/invitations/accept', { token: token(data.link) })).status).toBe(200);
    expect((await mate.post('/api/tasks', { title: 'Yes' })).status).toBe(201);
  });
});

describe('an account', () => {
  const BEN = { email: 'ben@example.com', password: 'one more long password' };

  it('has its name changed, and its data taken away without a secret', async () => {
    expect((await mate.send('PATCH', '/api/auth/me', { name: 'Benno' })).data).toEqual({ name: 'Benno' });
    const secret = (await mate.post('/api/tokens', { name: 'CI' })).data.token;
    const answer = await fetch(`${api.url}/api/auth/export`, { headers: { cookie: mate.cookie } });
    expect(answer.headers.get('content-disposition')).toContain('account.json');
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      account: { name: 'Benno', email: BEN.email },
      signInBy: [{ by: 'credential' }],
      accessTokens: [{ name: 'CI' }],
      tasks: [{ title: 'Yes' }],
    });
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/argon2|hash|ao_pat_/);
  });

  it('is not deleted by a wrong password or for another, nor the only owner’s while others are there', async () => {
    const wrong = [{ ...BEN, password: 'wrong' }, { email: BEN.email }, { ...BEN, email: OWNER.email }];
    for (const body of wrong) expect((await mate.post('/api/auth/delete', body)).status).toBe(403);
    const last = await owner.post('/api/auth/delete', OWNER_LOGIN);
    expect([last.status, last.error.message]).toEqual([409, expect.stringContaining('only owner')]);
    expect((await newBrowser().post('/api/auth/delete', BEN)).status).toBe(401);
  });

  it('takes all that could act for it along: sessions, access tokens, links and machines', async () => {
    const bearer = {
      authorization: `Bearer ${(await mate.post('/api/tokens', { name: 'Script' })).data.token}`,
    };
    const phone = newBrowser();
    await phone.post('/api/auth/login', BEN);
    const machine = new ProtocolRunner(api.url);
    const made = await machine.enrollWith((await mate.post('/api/enrollments', {})).data.token);
    machine.runnerId = made.data.runnerId;
    const asks = async () =>
      send(api.url, 'POST', '/api/runner/token', { body: { assertion: await machine.assertion() } });
    const key = { authorization: `Bearer ${(await asks()).data.accessToken}` };
    const errands = () => send(api.url, 'GET', '/api/runner/errands', { headers: key });
    expect((await errands()).status).toBe(200);
    const spare = await mate.post('/api/enrollments', {});
    const { data: all } = await owner.get('/api/members');
    const ben = all.find((one: Member) => one.name === 'Benno').id;
    const { data: link } = await owner.post(`/api/members/${ben}/reset-link`);
    // A workspace that nobody else is in ends as one that is deleted by hand.
    const sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await sql.connect();
    await sql.query("insert into workspace (id, name, slug) values (gen_random_uuid(), 'Alone', 'alone')");
    await sql.query(
      `insert into member (workspace_id, user_id, role)
       select w.id, u.id, 'owner' from workspace w, "user" u where w.slug = 'alone' and u.name = 'Benno'`,
    );
    const deleted = await mate.post('/api/auth/delete', BEN);
    expect(deleted.data, JSON.stringify(deleted.error)).toEqual({ deleted: true });
    const { rows } = await sql.query(
      `select w.slug, e.type from workspace w join event e on e.workspace_id = w.id
       where w.deleted_at is not null`,
    );
    await sql.end();
    expect(rows).toContainEqual({ slug: 'alone', type: 'workspace.deleted' });
    await moment();
    expect((await mate.get('/api/tasks')).status).toBe(401);
    expect((await phone.get('/api/tasks')).status).toBe(401);
    expect((await send(api.url, 'GET', '/api/tasks', { headers: bearer })).status).toBe(401);
    expect([401, 403]).toContain((await errands()).status);
    expect((await asks()).error.code).toBe('RUNNER_REVOKED');
    expect((await new ProtocolRunner(api.url).enrollWith(spare.data.token)).status).toBe(401);
    const reset = { token: token(link.link), password: 'a way back after all' };
    expect((await newBrowser().post('/api/auth/reset', reset)).status).toBe(404);
    expect((await newBrowser().post('/api/auth/login', BEN)).status).toBe(401);
    const { data: left } = await owner.get('/api/members');
    expect(left.map(({ name }: Member) => name)).toEqual(['Ada']);
    const only = await owner.post('/api/auth/delete', OWNER_LOGIN);
    expect([only.status, only.error.message]).toEqual([409, expect.stringContaining('only account')]);
  });
});

const token = (link: string) => link.split('#')[1]!;
