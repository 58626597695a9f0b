import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { env } from '@/lib/env';
import { disposeShared } from '@/lib/shared';
import { backUp } from '@/server/backup/back-up';
import { restore } from '@/server/backup/restore';
import { type ApiServer, startApi } from '../support/api-server';
import { chainDigest, frame, PASSING_TEST, ProtocolRunner, send } from '../support/protocol-runner';
import { copyTemplate, dropDatabase, withDatabase } from '../support/with-database';

const database = withDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'orchestrator-backup-'));
const made: string[] = [];
let api: ApiServer;
const post = (at: string, body: object) => send(api.url, 'POST', at, { body });
const chunks = [frame(1, Buffer.from([0, 255, 10, 92, 46, 10])), frame(2, '\\.\n\\N\ttab\r\n\\')];
let agentId = '';

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A new database without a table in it. */
async function emptyDatabase(): Promise<string> {
  const name = `test_empty_${randomUUID().slice(0, 8)}`;
  await query(inject('adminUrl'), `create database ${name} template template0`);
  made.push(name);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** Every table's number of rows and a digest of them all; where an event's transaction stood is each cluster's own. */
async function contents(url: string): Promise<Record<string, string>> {
  const tables = await query(
    url,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'hot') and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and c.relname <> '_prisma_migrations' order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const own = { 'public.event': " - 'xid'", 'hot.audit_seal': " - 'last_xid' - 'last_id'" }[name as string];
    const row = own ? `(to_jsonb(t)${own})::text` : 't::text';
    const [{ said }] = await query(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(${row}, '|' order by ${row})), '') as said from ${name} t`,
    );
    found[name] = said;
  }
  return found;
}

beforeAll(async () => {
  api = await startApi({ door: 'own' });
  await post('/api/projects', { name: 'shop', repo: '/srv/shop' });
  await send(api.url, 'PATCH', '/api/settings/queue', { body: { maxConcurrent: 9 } });
  const first = (await post('/api/tasks', { title: 'NUL-free \\N "ünïcode" \\. \t', filesHint: ['a.ts'] }))
    .data;
  await post('/api/tasks', { title: 'later', dependsOn: [first.id] });
  await post('/api/tasks', { title: 'held', filesHint: ['b/'] });
  const runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
  const work = await runner.mustClaim();
  agentId = work.agentId;
  await runner.begin(work);
  await runner.append(work, 0, chunks[0]!);
  await runner.append(work, chunks[0]!.length, chunks[1]!);
  await runner.as(work, 'POST', 'checks', { round: 1, checks: [PASSING_TEST] });
  await runner.finish(work, {}, chunks);
  await runner.mustClaim();
  await query(
    database.url,
    `insert into session (id, user_id, token, expires_at) select gen_random_uuid(), id, 's', now() from "user" limit 1;
     insert into account (id, account_id, provider_id, user_id) select gen_random_uuid(), 'a', 'p', id from "user" limit 1;
     insert into verification (id, identifier, value, expires_at) values (gen_random_uuid(), 'i', 'v', now())`,
  );
});
afterAll(async () => {
  await api?.stop();
  await disposeShared();
  for (const name of made) await dropDatabase(name);
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('brings every row of every table into an empty database, and the log to its digest', async () => {
    const file = path.join(folder, 'quiet.backup');
    const { rows } = await backUp(database.url, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = await contents(database.url);
    expect(rows).toBe(Object.values(before).reduce((sum, said) => sum + Number(said.split(' ')[0]), 0));
    const empty = Object.keys(before).filter((table) => before[table]!.startsWith('0 '));
    expect(empty).not.toContain('public.lease');
    const url = await emptyDatabase();
    await restore(url, file, 'prisma/migrations');
    expect(await contents(url)).toEqual(before);
    expect(await securityOf(url)).toEqual(await securityOf(database.url));
    const [log] = await query(
      url,
      `select encode(a.log_digest, 'hex') as digest, array_agg(c.bytes order by c.off) as chunks
       from agent a join hot.log_chunk c on c.agent_id = a.id group by a.id`,
    );
    expect(chainDigest(log.chunks)).toBe(log.digest);

    // And a server works on it: events are read, numbers go on.
    await api.stop();
    await disposeShared();
    Object.assign(env(), { DATABASE_URL: url, DIRECT_DATABASE_URL: undefined });
    // Where there is an account, people sign in.
    await query(url, 'delete from account');
    api = await startApi({ door: 'own' });
    const events = (await send(api.url, 'GET', '/api/events')).data.length;
    expect(events).toBeGreaterThan(5);
    expect((await post('/api/tasks', { title: 'new' })).data.ref).toBe('TASK-4');
    expect((await send(api.url, 'GET', `/api/agents/${agentId}/logs`)).status).toBe(200);
  });

  it('is of one moment while people and runners write', async () => {
    const source = env().DATABASE_URL!;
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++) await post('/api/tasks', { title: `task ${n}` });
    })();
    const file = path.join(folder, 'busy.backup');
    for (let n = 0; n < 3; n++) await backUp(source, `${file}${n}`);
    writing = false;
    await writer;
    const url = await emptyDatabase();
    await restore(url, `${file}1`, 'prisma/migrations');
    const [one] = await query(
      url,
      `select w.task_seq, (select count(*)::int from task) as tasks, (select max(number) from task) as last,
              (select count(*)::int from event where type = 'task.created') as events
       from workspace w`,
    );
    expect([one.tasks, one.last, one.events]).toEqual([one.task_seq, one.task_seq, one.task_seq]);
    const [now] = await query(source, 'select task_seq from workspace');
    expect(one.task_seq).toBeLessThan(now.task_seq);
  });
});

describe('a restore', () => {
  it('writes over nothing', async () => {
    const { url, name } = await copyTemplate();
    made.push(name);
    await expect(restore(url, path.join(folder, 'quiet.backup'), 'prisma/migrations')).rejects.toThrow(
      'The database is not empty',
    );
  });

  it('of a file that was cut off, or is none, leaves no row behind', async () => {
    const whole = readFileSync(path.join(folder, 'quiet.backup'));
    const cut = path.join(folder, 'cut.backup');
    writeFileSync(cut, whole.subarray(0, whole.length - 2_000));
    const url = await emptyDatabase();
    await expect(restore(url, cut, 'prisma/migrations')).rejects.toThrow();
    expect(await query(url, 'select id from task')).toEqual([]);
    const other = path.join(folder, 'other.backup');
    writeFileSync(other, 'no backup at all\n');
    await expect(restore(await emptyDatabase(), other, 'prisma/migrations')).rejects.toThrow();
  });
});

const securityOf = (url: string) =>
  query(
    url,
    `select relname, relrowsecurity, relforcerowsecurity,
            (select array_agg(tgname || tgenabled::text order by tgname) from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers
     from pg_class c where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'hot')
       and not relispartition order by relname`,
  );
