import { hkdfSync, randomUUID } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, Scope } from '@/contract/policy';
import { authSecret } from '@/lib/auth-secret';
import { newCredential } from '@/lib/hash';
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
