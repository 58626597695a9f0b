import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { disposeShared } from '@/lib/shared';
import { migrate, readMigrations } from '@/server/migrate';
import { type ApiServer, startApi } from '../support/api-server';
import { ProtocolRunner, send } from '../support/protocol-runner';
import { dropDatabase } from '../support/with-database';

/** The last migration of release 0.1.0. */
const RELEASED = '20261121172000_an_agent_is_ended_by_a_person';
const name = `test_upgrade_${randomUUID().slice(0, 8)}`;
const [workspace, user, project, runner, task, other, agent, exception] = Array.from(
  { length: 8 },
  randomUUID,
);
const url = new URL(inject('adminUrl'));
let sql: pg.Client;
let api: ApiServer;

/** A row of every table, as that release wrote them: a task in review beside one that waits, and its log. */
const ROWS: [string, unknown[]][] = [
  [
    `insert into workspace (id, name, slug, task_seq, exception_seq) values ($1, 'Home', 'local', 2, 1)`,
    [workspace],
  ],
  [`insert into "user" (id, name, email) values ($1, 'You', 'you@localhost')`, [user]],
  [`insert into member (workspace_id, user_id, role) values ($1, $2, 'owner')`, [workspace, user]],
  [`insert into session (id, user_id, token, expires_at) values ($1, $2, 't', now())`, [randomUUID(), user]],
  [
    `insert into account (id, account_id, provider_id, user_id) values ($1, 'a', 'p', $2)`,
    [randomUUID(), user],
  ],
  [
    `insert into verification (id, identifier, value, expires_at) values ($1, 'i', 'v', now())`,
    [randomUUID()],
  ],
  [
    `insert into setting (workspace_id, key, value) values ($1, 'queue', '{"paused":false,"maxConcurrent":4}')`,
    [workspace],
  ],
  [
    `insert into project (id, workspace_id, name, repo) values ($1, $2, 'Shop', '/srv/shop')`,
    [project, workspace],
  ],
  [
    `insert into runner (id, workspace_id, name, public_jwk, session_epoch, last_seen_at) values ($1, $2, 'laptop', '{}', 1, now())`,
    [runner, workspace],
  ],
  [
    `insert into project_report (workspace_id, runner_id, project_id, state) values ($1, $2, $3, 'ok')`,
    [workspace, runner, project],
  ],
  [
    `insert into enrollment (id, workspace_id, hash, expires_at) values ($1, $2, $3, now())`,
    [randomUUID(), workspace, randomBytes(32)],
  ],
  [
    `insert into token (id, workspace_id, runner_id, hash, expires_at) values ($1, $2, $3, $4, now())`,
    [randomUUID(), workspace, runner, randomBytes(32)],
  ],
  [
    `insert into task (id, workspace_id, project_id, number, title, status, timeout_ms, max_turns, attempt, head_sha, base_sha, files_hint)
    values ($1, $2, $3, 1, 'In review', 'IN_REVIEW', 60000, 10, 1, repeat('b', 40), repeat('a', 40), '{a.ts}')`,
    [task, workspace, project],
  ],
  [
    `insert into task (id, workspace_id, project_id, number, title, status, reason, timeout_ms, max_turns, files_hint)
    values ($1, $2, $3, 2, 'Waits', 'BLOCKED', 'lock:a.ts', 60000, 10, '{a.ts}')`,
    [other, workspace, project],
  ],
  [
    `insert into task_dependency (workspace_id, task_id, needed_id) values ($1, $2, $3)`,
    [workspace, other, task],
  ],
  [
    `insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, claim_id, status, log_bytes, log_lines, ended_at)
    values ($1, $2, $3, $4, 1, 'work', $5, 'completed', 19, 1, now())`,
    [agent, workspace, task, runner, randomUUID()],
  ],
  [
    `insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
    values ($1, $2, $3, $4, 1, 1, now() + interval '1 day', $5)`,
    [agent, workspace, task, runner, randomBytes(32)],
  ],
  [`insert into hold (task_id, workspace_id, project_id) values ($1, $2, $3)`, [task, workspace, project]],
  [
    `insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key) values ($1, $2, $3, $4, 'file', 'a.ts', 'a.ts')`,
    [randomUUID(), workspace, project, task],
  ],
  [
    `insert into check_run (id, workspace_id, task_id, agent_id, name, kind, argv, status, duration_ms) values ($1, $2, $3, $4, 'test', 'test', '{npm,test}', 'passed', 5)`,
    [randomUUID(), workspace, task, agent],
  ],
  [
    `insert into change (agent_id, workspace_id, files, patch) values ($1, $2, '[]', 'diff')`,
    [agent, workspace],
  ],
  [
    `insert into exception (id, workspace_id, number, task_id, type, severity, title) values ($1, $2, 1, $3, 'QUESTION', 'medium', 'Which?')`,
    [exception, workspace, task],
  ],
  [
    `insert into event (workspace_id, type, actor, task_id) values ($1, 'task.created', 'system', $2)`,
    [workspace, task],
  ],
  [
    `insert into hot.log_chunk (start_day, agent_id, workspace_id, off, len, first_line, lines, sha256, bytes)
    values (current_date, $1, $2, 0, 19, 1, 1, sha256($3), $3)`,
    [agent, workspace, Buffer.from('0000000601000000000000000068656c6c6f0a', 'hex')],
  ],
];

beforeAll(async () => {
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  await admin.query(`create database ${name} template template0`).finally(() => admin.end());
  url.pathname = `/${name}`;
  const old = (await readMigrations('prisma/migrations'))
    .map((one) => one.name)
    .filter((one) => one <= RELEASED);
  await migrate(url.href, 'prisma/migrations', old);
  sql = new pg.Client({ connectionString: url.href });
  await sql.connect();
  for (const [text, values] of ROWS) await sql.query(text, values);
});
afterAll(async () => {
  await sql?.end();
  await api?.stop();
  await disposeShared();
  await dropDatabase(name);
});

it('a database of release 0.1.0 comes up to this version with every row, and goes on working', async () => {
  const tables = ROWS.map(([text]) => text.match(/insert into (\S+)/)![1]!);
  const before = await countRows(tables);
  expect((await migrate(url.href, 'prisma/migrations')).length).toBeGreaterThan(0);
  expect(await countRows(tables)).toEqual(before);

  process.env.DATABASE_URL = url.href;
  // Where there is an account, people sign in.
  await sql.query('delete from account');
  api = await startApi({ door: 'own' });
  const read = async (at: string) => (await send(api.url, 'GET', at)).data;
  expect(await read('/api/tasks/TASK-1')).toMatchObject({ title: 'In review', status: 'IN_REVIEW' });
  expect(await read('/api/tasks/TASK-2')).toMatchObject({ title: 'Waits', status: 'BLOCKED' });
  expect((await read('/api/exceptions')).length).toBe(1);
  expect(await read('/api/settings/queue')).toMatchObject({ maxConcurrent: 4 });
  const made = await send(api.url, 'POST', '/api/tasks', {
    body: { title: 'New', projectId: (await read('/api/projects'))[0].id },
  });
  expect(made.data.ref).toBe('TASK-3');
  const machine = await new ProtocolRunner(api.url).connect();
  await machine.open();
  const work = await machine.mustClaim();
  expect(work.taskRef).toBe('TASK-3');
  expect((await machine.finish(work, { outcome: 'released' })).status).toBe(200);
}, 90_000);

async function countRows(tables: string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables)
    counts[table] = (await sql.query(`select count(*)::int as n from ${table}`)).rows[0].n;
  return counts;
}
