import { hkdfSync, randomUUID } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, Scope } from '@/contract/policy';
import { createPersonalToken } from '@/domain/accounts/create-personal-token';
import { authSecret } from '@/lib/auth-secret';
import { asWorkspace } from '@/lib/db';
import { newCredential } from '@/lib/hash';
import { fromWireId } from '@/lib/ids';
import { send } from '../support/protocol-runner';
import { WebClient } from '../support/web-client';
import { rawCall } from './api/raw-call';
import { withApi } from './with-api';

const api = withApi('own', { SIGN_IN_LIMIT_PER_MINUTE: '600' });
let sql: pg.Client;

beforeAll(async () => {
  sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
  await api.project();
});
afterAll(() => sql.end());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const make = async (body: object = {}) => (await api.post('/api/tokens', { name: 'CI', ...body })).data;
const reads = async (token: string) => (await api.get('/api/tasks', bearer(token))).status;

/** A token of a member with this role, written by hand: there is no other member in single-user mode. */
async function tokenOf(role: Role): Promise<string> {
  const { rows } = await sql.query('select id from workspace');
  const userId = randomUUID();
  await sql.query('insert into "user" (id, name, email) values ($1, $2, $3)', [
    userId,
    role,
    `${userId}@example.com`,
  ]);
  await sql.query('insert into member (workspace_id, user_id, role) values ($1, $2, $3)', [
    rows[0].id,
    userId,
    role,
  ]);
  const { token, hash } = newCredential('ao_pat_');
  await sql.query(
    "insert into personal_token (id, workspace_id, user_id, name, hint, scopes, hash) values ($1, $2, $3, 'all', 'ao_pat_', $4, $5)",
    [randomUUID(), rows[0].id, userId, Scope.options, hash],
  );
  return token;
}

describe('an access token', () => {
  it('is shown once, lets a script do what its scopes say, and no more', async () => {
    const made = await make();
    expect(made).toMatchObject({ name: 'CI', scopes: ['workspace:read'], lastUsedAt: null });
    expect(made.token).toMatch(/^ao_pat_[0-9A-Za-z]{38}$/);
    expect(await reads(made.token)).toBe(200);
    const written = await api.post('/api/tasks', { title: 'No' }, bearer(made.token));
    expect([written.status, written.error.code]).toEqual([403, 'FORBIDDEN']);
    expect(written.error.message).toContain('task:write');
    const [listed] = (await api.get('/api/tokens')).data;
    expect(listed.hint).toBe(made.token.slice(0, 12));
    expect(JSON.stringify(listed)).not.toContain(made.token.slice(12));
    expect(listed.lastUsedAt).not.toBeNull();
    const stored = await sql.query('select personal_token::text as row from personal_token');
    expect(JSON.stringify(stored.rows)).not.toContain(made.token.slice(12));
  });

  it('works wherever the script runs, but makes no further tokens', async () => {
    const { token } = await make({ scopes: Scope.options });
    const far = await rawCall(api.url, 'GET', '/api/tasks', {
      headers: { ...bearer(token), host: 'agents.example.com' },
    });
    expect(far.status).toBe(200);
    expect((await api.post('/api/tasks', { title: 'Yes' }, bearer(token))).status).toBe(201);
    expect((await api.post('/api/tokens', { name: 'More' }, bearer(token))).status).toBe(403);
  });

  it('ends at once when it is ended, and on its day', async () => {
    const { token, id } = await make();
    expect(await reads(token)).toBe(200);
    expect((await api.del(`/api/tokens/${id}`)).data).toEqual({ id, revoked: true });
    expect(await reads(token)).toBe(401);
    expect((await api.del(`/api/tokens/${id}`)).status).toBe(200);
    const old = await make({ expiresInDays: 1 });
    await sql.query("update personal_token set expires_at = now() - interval '1 second' where hint = $1", [
      old.hint,
    ]);
    expect(await reads(old.token)).toBe(401);
    expect((await api.post(`/api/tokens/${old.id}/rotate`, {})).status).toBe(404);
  });

  it('is replaced with an overlap, or without', async () => {
    const first = await make();
    const second = (await api.post(`/api/tokens/${first.id}/rotate`, {})).data;
    expect([await reads(first.token), await reads(second.token)]).toEqual([200, 200]);
    const third = (await api.post(`/api/tokens/${first.id}/rotate`, { overlapMinutes: 0 })).data;
    expect([await reads(first.token), await reads(second.token), await reads(third.token)]).toEqual([
      401, 401, 200,
    ]);
  });

  it.each(['ao_pat_', `ao_pat_${'a'.repeat(38)}`, 'aoe_0000000000000000', 'nonsense'])(
    '%s is none',
    async (token) => {
      expect(await reads(token)).toBe(401);
    },
  );
});

describe('a role', () => {
  const tries = (token: string) => ({
    look: () => api.get('/api/tasks', bearer(token)),
    create: () => api.post('/api/tasks', { title: 'A task' }, bearer(token)),
    pause: () =>
      fetch(`${api.url}/api/settings/queue`, {
        method: 'PATCH',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body: '{"paused":false}',
      }),
  });
  it.each([
    ['viewer', 200, 403, 403],
    ['member', 200, 201, 403],
    ['admin', 200, 201, 200],
    ['owner', 200, 201, 200],
  ] as const)('%s does what the policy says, whatever the token says', async (role, look, create, pause) => {
    const token = await tokenOf(role);
    const may = tries(token);
    expect([(await may.look()).status, (await may.create()).status, (await may.pause()).status]).toEqual([
      look,
      create,
      pause,
    ]);
    await sql.query('delete from member where user_id = (select id from "user" where name = $1)', [role]);
    await expect.poll(async () => (await may.look()).status, { timeout: 5_000 }).toBe(401);
  });
});

describe('a token for some projects', () => {
  let shop: { id: string };
  let docs: { id: string; ref: string };
  let token: string;
  beforeAll(async () => {
    shop = await api.project();
    const other = await api.project();
    docs = { id: other.id, ref: (await api.task({ title: 'Of the docs', projectId: other.id })).ref };
    token = (await make({ projectIds: [shop.id], scopes: ['workspace:read', 'task:write'] })).token;
  });
  const asks = async (path: string) => api.get(path, bearer(token));

  it('finds those, and nothing of any other', async () => {
    await api.task({ title: 'Of the shop', projectId: shop.id });
    const ids = async (path: string) => (await asks(path)).data.map((one: { id: string }) => one.id);
    expect(await ids('/api/projects')).toEqual([shop.id]);
    expect((await asks('/api/tasks')).data.map((one: { title: string }) => one.title)).toEqual([
      'Of the shop',
    ]);
    for (const path of [`/api/projects/${docs.id}`, `/api/tasks/${docs.ref}`, `/api/tasks/${docs.ref}/why`])
      expect((await asks(path)).status, path).toBe(404);
    expect(JSON.stringify((await asks('/api/events?limit=100')).data)).not.toContain(docs.id);
    expect(
      (await api.get('/api/events?limit=100')).data.map((one: object) => JSON.stringify(one)).join(),
    ).toContain(docs.id);
    const make404 = await api.post('/api/tasks', { title: 'No', projectId: docs.id }, bearer(token));
    expect(make404.status).toBe(404);
    const made = await api.post('/api/tasks', { title: 'Yes', projectId: shop.id }, bearer(token));
    expect(made.status).toBe(201);
    expect((await api.post(`/api/tasks/${docs.ref}/cancel`, {}, bearer(token))).status).toBe(404);
  });

  it('hears of those alone while they are worked on', async () => {
    const over = new AbortController();
    const stream = await fetch(`${api.url}/api/events/stream`, {
      headers: { ...bearer(token), accept: 'text/event-stream' },
      signal: over.signal,
    });
    const hidden = await api.task({ title: 'Nobody else hears of this', projectId: docs.id });
    const shown = await api.task({ title: 'This is heard', projectId: shop.id });
    let heard = '';
    for await (const bytes of stream.body!) {
      heard += Buffer.from(bytes).toString();
      if (heard.includes(shown.id)) break;
    }
    over.abort();
    for (const word of [hidden.id, hidden.title, docs.id]) expect(heard).not.toContain(word);
  });

  it('is kept to them by row-level security itself', async () => {
    await sql.query('begin');
    try {
      await sql.query(
        `select set_config('app.workspace', w.id::text, true), set_config('role', 'ao_app', true),
                set_config('app.hidden', ao_hidden_projects(w.id, null, array[$1::uuid])::text, true)
         from workspace w`,
        [fromWireId('proj', shop.id)],
      );
      const { rows } = await sql.query('select id from project');
      expect(rows).toEqual([{ id: fromWireId('proj', shop.id) }]);
      const others = await sql.query('select 1 from task where project_id <> $1', [
        fromWireId('proj', shop.id),
      ]);
      expect(others.rows).toEqual([]);
    } finally {
      await sql.query('rollback');
    }
  });

  it('reaches nothing that is about the whole workspace, and no project that is not there', async () => {
    const wide = await api.post('/api/tokens', { name: 'x', scopes: ['queue:write'], projectIds: [shop.id] });
    expect([wide.status, wide.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    const none = { name: 'x', projectIds: [`proj_${'0'.repeat(32)}`] };
    expect((await api.post('/api/tokens', none)).status).toBe(404);
  });
});

describe('a token of a CI', () => {
  it('is the workspace’s: it acts as a member, and goes on when whoever made it is gone', async () => {
    const own = await make();
    const made = await make({ kind: 'ci', scopes: ['workspace:read', 'task:write'] });
    expect(made).toMatchObject({ kind: 'ci', projectIds: [] });
    const { rows: before } = await sql.query('delete from member returning workspace_id, user_id, role');
    try {
      expect([await reads(made.token), await reads(own.token)]).toEqual([200, 401]);
    } finally {
      for (const { workspace_id, user_id, role } of before)
        await sql.query('insert into member (workspace_id, user_id, role) values ($1, $2, $3)', [
          workspace_id,
          user_id,
          role,
        ]);
    }
    const [{ id: projectId }] = (await api.get('/api/projects')).data;
    const task = await api.post('/api/tasks', { title: 'Nightly', projectId }, bearer(made.token));
    expect(task.status).toBe(201);
    expect((await api.post('/api/tokens', { name: 'More' }, bearer(made.token))).status).toBe(403);
    expect((await api.get('/api/tokens')).data.map((one: { kind: string }) => one.kind)).toContain('ci');
    expect((await api.del(`/api/tokens/${made.id}`)).status).toBe(200);
    expect(await reads(made.token)).toBe(401);
  });

  it('may do what is about projects alone, and is made by admins', async () => {
    const wide = await api.post('/api/tokens', { kind: 'ci', name: 'x', scopes: ['runner:manage'] });
    expect(wide.status).toBe(400);
    const { rows } = await sql.query('select workspace_id, user_id from member limit 1');
    const maker = { workspaceId: rows[0].workspace_id, userId: rows[0].user_id, role: 'member' as const };
    const asked = { kind: 'ci' as const, name: 'x', scopes: [], projectIds: [], expiresInDays: null };
    await expect(
      asWorkspace(maker, (tx, runs) => createPersonalToken(tx, runs, maker, asked)),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a script that signs in', { concurrent: false }, () => {
  const ADA = { email: 'ada@example.com', password: 'correct horse battery' };
  const owner = new WebClient(() => api.url);
  const script = new WebClient(() => api.url);
  const signIn = async () => (await script.post('/api/auth/login', { ...ADA, tokens: true })).data;
  const asks = (accessToken: string, path = '/api/tasks') =>
    send(api.url, 'GET', path, { headers: { authorization: `Bearer ${accessToken}` } });
  const renew = (refreshToken: string) => script.post('/api/auth/refresh', { refreshToken });
  const moment = () => new Promise((done) => setTimeout(done, 1_000));

  it('gets an access token of a quarter of an hour, and no cookie', async () => {
    expect((await owner.post('/api/auth/owner', { ...ADA, name: 'Ada' })).status).toBe(201);
    const { accessToken, expiresIn } = await signIn();
    expect([script.cookie, expiresIn]).toEqual(['', 900]);
    expect((await asks(accessToken, '/api/auth/me')).data).toMatchObject({ name: 'Ada', role: 'owner' });
    expect((await asks(accessToken)).status).toBe(200);
  });

  it('is believed by our own key alone, for its time, and for this alone', async () => {
    const { accessToken } = await signIn();
    const { sid } = decodeJwt(accessToken);
    const ours = new Uint8Array(hkdfSync('sha256', authSecret(), '', 'access tokens', 32));
    const made = (
      { alg = 'HS256', typ = 'at+jwt', audience = 'agent-orchestrator-api', until = 60 } = {},
      key: Uint8Array = ours,
    ) =>
      new SignJWT({ sid })
        .setProtectedHeader({ alg, typ })
        .setIssuer('agent-orchestrator')
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + until)
        .sign(key);
    expect((await asks(await made())).status, 'as it should be').toBe(200);
    const forged = [
      await made({ until: -30 }),
      await made({ typ: 'JWT' }),
      await made({ audience: 'another' }),
      await made({ alg: 'HS384' }),
      await made({}, new TextEncoder().encode(authSecret())),
      new UnsecuredJWT({ sid }).setExpirationTime('1h').encode(),
      `${accessToken.slice(0, -4)}AAAA`,
    ];
    for (const token of forged) expect((await asks(token)).status, token).toBe(401);
  });

  it('renews it once; a refresh token that comes again ends all that came of it', async () => {
    const first = await signIn();
    const second = (await renew(first.refreshToken)).data;
    const third = (await renew(second.refreshToken)).data;
    expect((await asks(third.accessToken)).status).toBe(200);
    expect((await renew(second.refreshToken)).status, 'the copy').toBe(401);
    await moment();
    expect((await asks(third.accessToken)).status).toBe(401);
    expect((await renew(third.refreshToken)).status).toBe(401);
    const { rows } = await sql.query("select encode(hash, 'escape') as hash from refresh_token");
    for (const { hash } of rows) expect(hash).not.toContain('ao_ref_');
  });

  it('is out within a second when its session is ended', async () => {
    const { accessToken, refreshToken } = await signIn();
    const { data: me } = await asks(accessToken, '/api/auth/me');
    expect((await owner.send('DELETE', `/api/auth/sessions/${me.sessionId}`)).status).toBe(200);
    await moment();
    expect((await asks(accessToken)).status).toBe(401);
    expect((await renew(refreshToken)).status).toBe(401);
  });
});
