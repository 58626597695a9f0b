import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseWorkspaces } from '@/services/supervisor/erase-workspaces';
import { ProtocolRunner, send } from '../support/protocol-runner';
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
      }),
    );
    expect(await codes(joins)).toEqual([201, 'QUOTA_REACHED']);
    expect((await owner.get('/api/workspace')).data.quotas).toEqual({
      people: { used: 2, limit: 2 },
      runners: { used: 1, limit: 1 },
      projects: { used: 3, limit: 3 },
      tasksPerDay: { used: 5, limit: 5 },
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
