import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_KEPT } from '@/http/answer-once';
import { forgetOld } from '@/services/supervisor/forget-old';
import { send } from '../support/protocol-runner';
import { rawCall } from './api/raw-call';
import { withApi } from './with-api';

const api = withApi('own');
let sql: pg.Client;
beforeAll(async () => {
  await api.project();
  sql = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
});
afterAll(() => sql.end());

const ask = (method: string, path: string, body: object | undefined, headers: Record<string, string>) =>
  rawCall(api.url, method, path, {
    headers: { 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
const make = (key: string, body: object = { title: 'Once' }, headers = {}) =>
  ask('POST', '/api/tasks', body, { 'idempotency-key': key, ...headers });
const named = async (title: string): Promise<number> =>
  (await sql.query('select count(*)::int as n from task where title = $1', [title])).rows[0].n;

describe('a call with an Idempotency-Key', () => {
  it('is done once, and answered the same to twenty who send it at once and to who sends it again', async () => {
    const key = randomUUID();
    // A machine that is slow may keep one waiting too long: it is told so, and asks again.
    const patiently = async (): Promise<Awaited<ReturnType<typeof make>>> => {
      const answer = await make(key);
      return answer.json.error?.code === 'IDEMPOTENCY_BUSY' ? patiently() : answer;
    };
    const answers = await Promise.all(Array.from({ length: 20 }, patiently));
    answers.push(await make(key, { title: 'Once' }));
    expect(answers.map(({ status }) => status)).toEqual(Array(21).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await named('Once')).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(20);
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(21);
  });

  it('is refused where the key was for something else, or is none', async () => {
    const key = randomUUID();
    await make(key);
    for (const [method, path, body] of [
      ['POST', '/api/tasks', { title: 'Other' }],
      ['PATCH', '/api/settings/queue', { paused: false }],
    ] as const) {
      const { status, json } = await ask(method, path, body, { 'idempotency-key': key });
      expect([status, json.error.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
    }
    expect(await named('Other')).toBe(0);
    for (const wrong of ['a b', 'x'.repeat(201)])
      expect((await make(wrong)).json.error.code).toBe('BAD_REQUEST');
  });

  it('is tried anew where it was refused: nothing had been changed', async () => {
    const key = randomUUID();
    expect((await make(key, { title: 'Later', parent: 'TASK-999' })).status).toBe(404);
    expect((await make(key, { title: 'Later' })).status).toBe(201);
    expect(await named('Later')).toBe(1);
  });

  it('belongs to its caller, ends after a day, and keeps no secret that the database gives away', async () => {
    const key = randomUUID();
    const token = (
      await ask('POST', '/api/tokens', { name: 'CI', scopes: ['task:write'] }, { 'idempotency-key': key })
    ).json.data;
    const again = await ask(
      'POST',
      '/api/tokens',
      { name: 'CI', scopes: ['task:write'] },
      { 'idempotency-key': key },
    );
    expect(again.json.data.token).toBe(token.token);
    const other = await make(key, { title: 'By a token' }, { authorization: `Bearer ${token.token}` });
    expect(other.status).toBe(201);
    const { rows } = await sql.query("select encode(answer, 'escape') as kept from hot.first_answer");
    expect(rows.length).toBeGreaterThan(2);
    for (const { kept } of rows) expect(kept).not.toMatch(/ao_pat_|"data"|title/);

    await sql.query("update hot.first_answer set created_at = created_at - interval '25 hours'");
    expect((await make(key, { title: 'A day later' })).status).toBe(201);
    await sql.query("update hot.sweep set at = '-infinity' where name = 'forget-old'");
    await forgetOld();
    expect((await sql.query('select count(*)::int as n from hot.first_answer')).rows[0].n).toBe(1);
  });

  it('is done once where its answer is too long to be kept, and who repeats it is told that it was done', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const step = (n: number) => ({ id: `step${n}`, role: 'coding', instructions: 'x'.repeat(90_000) });
    const document = { name: 'Long', nodes: [1, 2, 3, 4].map(step), edges: [] };
    const first = await ask('POST', '/api/flows', { document }, key);
    expect(first.status).toBe(201);
    expect(first.text.length).toBeGreaterThan(MOST_KEPT);
    const again = await ask('POST', '/api/flows', { document }, key);
    expect([again.status, again.json.error.code]).toEqual([409, 'CONFLICT']);
    expect(again.json.error.message).toContain('was done');
    expect(again.json.error.details).toEqual({ done: true, status: 201 });
    const flows = await sql.query("select count(*)::int as n from flow where name = 'Long'");
    expect(flows.rows[0].n).toBe(1);
    const { rows } = await sql.query('select max(octet_length(answer)) as longest from hot.first_answer');
    expect(rows[0].longest).toBeLessThan(MOST_KEPT);
  });

  it('says so where the first has not been answered', async () => {
    const key = randomUUID();
    await make(key);
    await sql.query('update hot.first_answer set answer = null where key = $1', [key]);
    const { status, json, headers } = await make(key);
    expect([status, json.error.code, headers['retry-after']]).toEqual([409, 'IDEMPOTENCY_BUSY', '2']);
  }, 30_000);
});

describe('an ETag', () => {
  it('spares who has the answer already its body, of one thing and of a list', async () => {
    const task = await api.task();
    for (const path of [`/api/tasks/${task.ref}`, '/api/tasks?limit=1', '/api/settings/queue']) {
      const first = await ask('GET', path, undefined, {});
      expect(first.headers.etag, path).toMatch(/^"[\w-]{27}"$/);
      const known = { 'if-none-match': `"other", W/${first.headers.etag}` };
      const second = await ask('GET', path, undefined, known);
      expect([second.status, second.text, second.headers.etag], path).toEqual([304, '', first.headers.etag]);
    }
    const before = await ask('GET', `/api/tasks/${task.ref}`, undefined, {});
    await send(api.url, 'PATCH', `/api/tasks/${task.ref}`, { body: { title: 'Renamed' } });
    const after = await ask('GET', `/api/tasks/${task.ref}`, undefined, {
      'if-none-match': String(before.headers.etag),
    });
    expect(after.status).toBe(200);
  });

  it('keeps who has read something else from changing it', async () => {
    const task = await api.task();
    for (const [path, body] of [
      [`/api/tasks/${task.ref}`, { title: 'First' }],
      ['/api/settings/queue', { maxConcurrent: 7 }],
    ] as const) {
      const { headers } = await ask('GET', path, undefined, {});
      const read = { 'if-match': String(headers.etag) };
      expect((await ask('PATCH', path, body, read)).status, path).toBe(200);
      const late = await ask('PATCH', path, body, read);
      expect([late.status, late.json.error.code], path).toEqual([412, 'PRECONDITION_FAILED']);
      expect((await ask('PATCH', path, body, { 'if-match': '*' })).status, path).toBe(200);
    }
    const gone = await ask('PATCH', '/api/tasks/TASK-999', { title: 'x' }, { 'if-match': '"x"' });
    expect(gone.status).toBe(404);
  });
});

describe('an answer of the API', () => {
  it('carries what keeps a browser from running, framing or handing it on, a refusal too', async () => {
    for (const path of [
      '/api/tasks',
      '/api/health',
      '/api/openapi.json',
      '/api/nothing',
      '/api/tasks/TASK-999',
    ]) {
      const { headers } = await ask('GET', path, undefined, {});
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cache-control': 'no-store',
      });
    }
  });
});
