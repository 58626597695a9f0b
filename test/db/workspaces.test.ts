import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseWorkspaces } from '@/services/supervisor/erase-workspaces';
import { frame, ProtocolRunner, send } from '../support/protocol-runner';
import { WebClient } from '../support/web-client';
import { tablesOf } from './nets/two-workspaces';
import { withApi } from './with-api';
import { uuidOf } from './world';

Object.assign(process.env, {
  SIGN_UP: 'open',
  QUOTA_PROJECTS: '3',
  QUOTA_RUNNERS: '1',
  QUOTA_TASKS_PER_DAY: '5',
  QUOTA_PEOPLE: '2',
});
const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
const owner = new WebClient(() => api.url);
const mate = new WebClient(() => api.url);
const password = 'correct horse battery';
let sql: pg.Client;
let second = '';

beforeAll(async () => {
  sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
  await owner.post('/api/auth/owner', { name: 'Ada', email: 'ada@example.com', password });
});
afterAll(() => sql.end());

const me = async (who: WebClient) => (await who.get('/api/auth/me')).data;

describe('a workspace', { concurrent: false }, () => {
  it('is made by who is signed in, where sign-up is open, and is theirs alone', async () => {
    expect((await mate.post('/api/workspaces', { name: 'Mine' })).status).toBe(401);
    const made = await owner.post('/api/workspaces', { name: 'Second' });
    expect(made.status).toBe(201);
    second = made.data.workspaceId;
    expect((await me(owner)).workspaces.map(({ name }: { name: string }) => name)).toEqual([
      'My workspace',
      'Second',
    ]);
    await owner.post('/api/auth/workspace', { workspaceId: second });
    expect(await me(owner)).toMatchObject({ workspaceId: second, role: 'owner' });
  });

  it('is renamed by its admins and handed over by its owner alone', async () => {
    const { data } = await owner.post('/api/invitations', { role: 'member', email: 'ben@example.com' });
    const invitation = data.link.split('#')[1];
    await mate.post('/api/auth/register', { name: 'Ben', email: 'ben@example.com', password, invitation });
    await sql.query('update "user" set email_verified = true');
    await expect.poll(async () => (await mate.get('/api/tasks')).status, { timeout: 10_000 }).toBe(200);
    expect((await mate.send('PATCH', '/api/workspace', { name: 'Ours' })).status).toBe(403);
    expect((await owner.send('PATCH', '/api/workspace', { name: 'Ours' })).data.name).toBe('Ours');
    const [ben, ada] = [(await me(mate)).id, (await me(owner)).id];
    expect((await mate.post('/api/workspace/transfer', { memberId: ben })).status).toBe(403);
    expect((await owner.post('/api/workspace/transfer', { memberId: ada })).status).toBe(409);
    expect((await owner.post('/api/workspace/transfer', { memberId: ben })).data).toEqual({ ownerId: ben });
    expect([(await me(mate)).role, (await me(owner)).role]).toEqual(['owner', 'admin']);
    expect((await owner.post('/api/workspace/transfer', { memberId: ada })).status).toBe(403);
  });

  it('is deleted by its owner, who types its name: every way into it ends at once', async () => {
    const cookie = { cookie: mate.cookie };
    await mate.post('/api/projects', { name: 'Shop', repo: '/srv/shop' });
    const runner = await new ProtocolRunner(api.url).connect('laptop', cookie);
    await runner.open();
    await mate.post('/api/tasks', { title: 'A task' });
    const work = await runner.mustClaim();
    await runner.begin(work);
    const { token } = (await mate.post('/api/tokens', { name: 'CI' })).data;
    const [, link] = (await mate.post('/api/invitations', {})).data.link.split('#');
    const enrollment = (await mate.post('/api/enrollments', {})).data.token;

    expect((await owner.send('DELETE', '/api/workspace', { name: 'Ours' })).status).toBe(403);
    expect((await mate.send('DELETE', '/api/workspace', { name: 'ours' })).error.code).toBe('CONFLICT');
    expect((await mate.send('DELETE', '/api/workspace', { name: 'Ours' })).data.deleted).toBe(true);

    const bearer = { authorization: `Bearer ${token}` };
    expect((await send(api.url, 'GET', '/api/tasks', { headers: bearer })).status).toBe(401);
    expect((await mate.post('/api/auth/invitation', { token: link })).status).toBeGreaterThanOrEqual(400);
    expect((await runner.claim()).status).toBeGreaterThanOrEqual(401);
    expect((await runner.heartbeatWith(work)).error.code).toBe('LEASE_LOST');
    expect((await new ProtocolRunner(api.url).enrollWith(enrollment)).status).toBeGreaterThanOrEqual(400);
    expect((await mate.get('/api/tasks')).error.message).toContain('no workspace');
    expect((await me(owner)).workspaces).toHaveLength(1);
  });

  it('leaves nothing but its events of the last day', async () => {
    const tables = (await tablesOf(sql)).filter((name) => !['event', 'hot.audit_seal'].includes(name));
    await expect
      .poll(
        async () => {
          await eraseWorkspaces();
          const left: string[] = [];
          for (const table of tables) {
            const { rows } = await sql.query(`select from ${table} where workspace_id = $1 limit 1`, [
              uuidOf(second),
            ]);
            if (rows.length > 0) left.push(table);
          }
          return left;
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
    const { rows } = await sql.query('select name from workspace where id = $1', [uuidOf(second)]);
    expect(rows).toEqual([{ name: 'deleted' }]);
  });

  it('has no more than its quotas say, however many ask at once', async () => {
    const codes = async (all: Promise<{ status: number; error?: { code: string } }>[]) =>
      (await Promise.all(all)).map(({ status, error }) => error?.code ?? status).sort();
    const eight = (ask: (i: number) => Promise<{ status: number; error?: { code: string } }>) =>
      codes(Array.from({ length: 8 }, (_, i) => ask(i)));
    const three = [201, 201, 201, ...Array(5).fill('QUOTA_REACHED')];
    expect(await eight((i) => owner.post('/api/projects', { name: `P${i}`, repo: '/srv/p' }))).toEqual(three);
    const { data: projects } = await owner.get('/api/projects');
    const projectId = projects[0].id;
    expect(
      (
        await owner.post('/api/tasks/batch', {
          tasks: [
            { title: 'A', projectId },
            { title: 'B', projectId },
          ],
        })
      ).status,
    ).toBe(201);
    expect(await eight((i) => owner.post('/api/tasks', { title: `T${i}`, projectId }))).toEqual(three);
    const enrollments = await Promise.all(
      Array.from({ length: 3 }, () => owner.post('/api/enrollments', {})),
    );
    const enrolled = enrollments.map(({ data }) => new ProtocolRunner(api.url).enrollWith(data.token));
    expect(await codes(enrolled)).toEqual([201, 'QUOTA_REACHED', 'QUOTA_REACHED']);
    const links = await Promise.all(Array.from({ length: 2 }, () => owner.post('/api/invitations', {})));
    const joins = links.map(({ data }, i) =>
      new WebClient(() => api.url).post('/api/auth/register', {
        name: `N${i}`,
        email: `n${i}@example.com`,
        password,
        invitation: data.link.split('#')[1],
        tokens: true,
      }),
    );
    const pairs = (await Promise.all(joins)).map(({ data }) => data?.refreshToken?.slice(0, 7));
    expect(pairs.sort(), 'a script that registers gets tokens').toEqual(['ao_ref_', undefined]);
    expect(await codes(joins)).toEqual([201, 'QUOTA_REACHED']);
    expect((await owner.get('/api/workspace')).data.quotas).toEqual({
      people: { used: 2, limit: 2 },
      runners: { used: 1, limit: 1 },
      projects: { used: 3, limit: 3 },
      tasksPerDay: { used: 5, limit: 5 },
      logBytes: { used: 0, limit: 20_000_000_000 },
      attachmentBytes: { used: 0, limit: 2_000_000_000 },
    });
  });

  it('stays where it is the first of the installation', async () => {
    const refused = await owner.send('DELETE', '/api/workspace', { name: 'My workspace' });
    expect([refused.status, refused.error.message]).toEqual([
      409,
      expect.stringContaining('first workspace'),
    ]);
  });
});

describe('an administrator of the installation', { concurrent: false }, () => {
  const eve = new WebClient(() => api.url);
  const users = async (query = '') => (await owner.get(`/api/admin/users${query}`)).data;
  const change = (who: string, body: object, by = owner) => by.send('PATCH', `/api/admin/users/${who}`, body);
  let eveId = '';
  let benId = '';

  it('is who made the first account, and nobody else', async () => {
    expect((await me(owner)).administrator).toBe(true);
    const all = await users();
    expect(
      all.map(({ name, administrator }: Record<string, unknown>) => [name, administrator]),
    ).toContainEqual(['Ada', true]);
    expect(all.filter(({ administrator }: { administrator: boolean }) => administrator)).toHaveLength(1);
    const [found] = await users('?search=BEN@');
    expect(found).toMatchObject({ name: 'Ben', you: false, signIns: ['password'], disabledAt: null });
    benId = found.id;
    expect(JSON.stringify(all)).not.toMatch(/argon2|"password":/);
    expect((await owner.get('/api/admin/stats')).data).toMatchObject({ administrators: 1, projects: 3 });
  });

  it('gives a workspace quotas of its own, which hold at once', async () => {
    const [first] = (await owner.get('/api/admin/workspaces')).data;
    const set = (body: object) => owner.send('PATCH', `/api/admin/workspaces/${first.id}`, body);
    expect((await set({ people: 3, tasksPerDay: 0 })).data).toMatchObject({
      own: { people: 3, tasksPerDay: 0 },
      quotas: { people: { used: 2, limit: 3 }, tasksPerDay: { limit: null }, projects: { limit: 3 } },
    });
    const { data } = await owner.post('/api/invitations', { role: 'admin', email: 'eve@example.com' });
    const invitation = data.link.split('#')[1];
    const asked = { name: 'Eve', email: 'eve@example.com', password, invitation };
    expect((await eve.post('/api/auth/register', asked)).status).toBe(201);
    await sql.query('update "user" set email_verified = true');
    const [{ id: projectId }] = (await owner.get('/api/projects')).data;
    expect((await owner.post('/api/tasks', { title: 'One more', projectId })).status).toBe(201);
    expect((await set({ tasksPerDay: null })).data.own).toEqual({ people: 3 });
    expect((await owner.post('/api/tasks', { title: 'And one', projectId })).error.code).toBe(
      'QUOTA_REACHED',
    );
    expect((await set({ people: null, runners: 0 })).data.own).toEqual({ runners: 0 });
  });

  it('bounds the bytes of a workspace’s logs: what was acknowledged stays, and what is left out is said', async () => {
    const [first] = (await owner.get('/api/admin/workspaces')).data;
    const set = (logBytes: number | null) =>
      owner.send('PATCH', `/api/admin/workspaces/${first.id}`, { logBytes, runners: 0 });
    await set(20_000);
    const machine = await new ProtocolRunner(api.url).connect('talks', { cookie: owner.cookie });
    await machine.open();
    const work = await machine.mustClaim();
    await machine.begin(work);
    let off = 0;
    const put = async (bytes: Buffer) => {
      const answer = await machine.append(work, off, bytes);
      if (answer.status < 300) off = answer.data.next;
      return answer;
    };
    const line = () => frame(1, `${'x'.repeat(4_000)}\n`);
    await expect.poll(async () => (await put(line())).error?.code, { timeout: 30_000 }).toBe('LOG_FULL');
    const refused = await put(line());
    expect(refused.error).toMatchObject({ code: 'LOG_FULL', details: { next: off, quota: 'logBytes' } });
    expect(off, 'all that may be is kept').toBeGreaterThan(20_000);
    expect((await put(frame(3, 'truncated {"bytes":4014}\n'))).status).toBe(200);
    const { data } = await owner.get(`/api/agents/${work.agentId}/logs`);
    expect([data.totalBytes, data.lines.at(-1).stream]).toEqual([off, 'runner']);
    expect((await owner.get('/api/workspace')).data.quotas.logBytes).toEqual({ used: off, limit: 20_000 });
    await set(null);
    await expect.poll(async () => (await put(line())).status, { timeout: 30_000 }).toBe(200);
  });

  it('shuts somebody out: all that acts for them ends at once, and nobody gets in as them', async () => {
    await expect.poll(async () => (await eve.get('/api/tasks')).status, { timeout: 10_000 }).toBe(200);
    expect((await eve.get('/api/admin/users')).status).toBe(403);
    eveId = (await me(eve)).id;
    const { token } = (await eve.post('/api/tokens', { name: 'CI' })).data;
    const cookie = { cookie: eve.cookie };
    const runner = await new ProtocolRunner(api.url).connect('eves', cookie);
    await runner.open();
    const [{ id: projectId }] = (await owner.get('/api/projects')).data;
    const work = await runner.mustClaim();
    await runner.begin(work);
    const waiting = (await eve.post('/api/enrollments', {})).data.token;
    const pair = (
      await new WebClient(() => api.url).post('/api/auth/login', {
        email: 'eve@example.com',
        password,
        tokens: true,
      })
    ).data;

    expect((await change(eveId, { disabled: true })).data.disabledAt).toMatch(/^2/);

    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
    const status = async (headers: Record<string, string>) =>
      (await send(api.url, 'GET', '/api/tasks', { headers })).status;
    expect(await Promise.all([cookie, bearer(token), bearer(pair.accessToken)].map(status))).toEqual([
      401, 401, 401,
    ]);
    const again = new WebClient(() => api.url);
    expect((await again.post('/api/auth/refresh', { refreshToken: pair.refreshToken })).status).toBe(401);
    const refused = await again.post('/api/auth/login', { email: 'eve@example.com', password });
    expect([refused.status, refused.error.message]).toEqual([403, expect.stringContaining('disabled')]);
    const wrong = await again.post('/api/auth/login', { email: 'eve@example.com', password: 'not hers' });
    expect(wrong.status, 'told to nobody else').toBe(401);
    expect((await runner.heartbeatWith(work)).error.code).toBe('LEASE_LOST');
    expect((await runner.claim()).status).toBeGreaterThanOrEqual(401);
    expect((await new ProtocolRunner(api.url).enrollWith(waiting)).status).toBeGreaterThanOrEqual(400);
    const { data: tasks } = await owner.get(`/api/tasks?projectId=${projectId}&status=QUEUED`);
    expect(tasks.map(({ id }: { id: string }) => id)).toContain(work.taskId);
    const { rows } = await sql.query(
      "select actor, payload->>'name' as name from event where type = 'person.disabled'",
    );
    expect(rows).toEqual([{ actor: `person:${uuidOf((await me(owner)).id)}`, name: 'Eve' }]);
  });

  it('lets them in again, with what was ended gone', async () => {
    expect((await change(eveId, { disabled: false })).data.disabledAt).toBeNull();
    expect((await eve.post('/api/auth/login', { email: 'eve@example.com', password })).status).toBe(200);
    expect((await eve.get('/api/tokens')).data).toEqual([]);
  });

  it('makes others administrators, and never leaves the installation without one', async () => {
    const ada = (await me(owner)).id;
    expect((await change(ada, { administrator: false })).status).toBe(409);
    expect((await change(ada, { disabled: true })).error.message).toContain('yourself');
    expect((await change(eveId, { administrator: true })).data.administrator).toBe(true);
    expect((await me(eve)).administrator).toBe(true);
    const { token } = (await eve.post('/api/tokens', { name: 'CI' })).data;
    const bearer = { authorization: `Bearer ${token}` };
    expect((await send(api.url, 'GET', '/api/admin/users', { headers: bearer })).status).toBe(403);
    expect((await change(benId, { administrator: true, disabled: true })).data.disabledAt).toMatch(/^2/);
    // Two who unmake each other at once: one of them stays.
    const both = await Promise.all([
      change(ada, { administrator: false }, eve),
      change(eveId, { administrator: false }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('an open stream', { concurrent: false }, () => {
  const eve = new WebClient(() => api.url);
  const live = { accept: 'text/event-stream' };
  /** Opens a stream, does something once it is open, and answers all that came until it ended by itself. */
  async function readThrough(path: string, act: () => Promise<unknown>): Promise<string> {
    const response = await fetch(new URL(path, api.url), { headers: live });
    expect(response.status).toBe(200);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader.read()).value ?? '';
    await act();
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += next.value;
    return text;
  }

  it('is opened by a token that is good for it alone, and ends when its reader is sent away', async () => {
    await eve.post('/api/auth/login', { email: 'eve@example.com', password });
    const { data } = await eve.post('/api/stream-tokens');
    expect(data.expiresIn).toBe(60);
    const at = (path: string) => `${path}?token=${data.token}`;
    const [{ id: agentId }] = (await eve.get('/api/agents')).data;
    for (const path of ['/api/tasks', `/api/agents/${agentId}/logs`, '/api/events'])
      expect((await send(api.url, 'GET', at(path), { headers: live })).status, path).toBe(401);
    expect((await send(api.url, 'GET', `/api/events/stream?token=${data.token}x`)).status).toBe(401);
    const eveId = (await me(eve)).id;
    const text = await readThrough(at('/api/events/stream'), () =>
      owner.send('DELETE', `/api/members/${eveId}`),
    );
    expect(text).toMatch(/^retry: 1000[\s\S]*event: closed\ndata: \{"code":"UNAUTHORIZED"/);
    expect((await send(api.url, 'GET', at('/api/events/stream'))).status, 'the token died with it').toBe(401);
  });

  it('of a log ends with the access token that opened it', async () => {
    const made = (await owner.post('/api/tokens', { name: 'CI' })).data;
    const bearer = { authorization: `Bearer ${made.token}` };
    const { data: agents } = await owner.get('/api/agents?status=running');
    const agentId = agents[0].id;
    const asked = { headers: bearer, body: { agentId } };
    const { token } = (await send(api.url, 'POST', '/api/stream-tokens', asked)).data;
    const path = `/api/agents/${agentId}/logs`;
    expect((await send(api.url, 'GET', `${path}?token=${token}`)).status, 'as a page').toBe(401);
    const other = `/api/agents/${agents[0].id.replace(/.$/, 'x')}/logs`;
    expect((await send(api.url, 'GET', `${other}?token=${token}`, { headers: live })).status).toBe(401);
    const text = await readThrough(`${path}?token=${token}`, () =>
      owner.send('DELETE', `/api/tokens/${made.id}`),
    );
    expect(text).toMatch(/event: closed\ndata: /);
    const { rows } = await sql.query(
      'select count(*)::int as n from hot.first_answer where position($1 in first_answer::text) > 0',
      [token],
    );
    expect(rows, 'kept nowhere').toEqual([{ n: 0 }]);
  });
});

describe('what reads much at once', () => {
  it('may be asked for a twentieth as often as anything else', async () => {
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await owner.get('/api/auth/export'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[5]!.headers.get('x-ratelimit-limit')).toBe('5');
    expect(answers[5]!.headers.get('ratelimit-policy')).toBe('"expensive";q=5;w=60');
    expect((await owner.get('/api/tasks')).status).toBe(200);
  });
});
