import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { disposeShared } from '@/lib/shared';
import { type Embedded, ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { migrate } from '@/server/migrate';
import { fetchOldestPostgres } from '../../scripts/fetch-postgres';
import { type ApiServer, startApi } from '../support/api-server';
import { frame, ProtocolRunner, send } from '../support/protocol-runner';

/** The short form of `npm run test:oldest`, which takes the whole suite: what this version asks, on the oldest PostgreSQL that we promise. */
const home = path.join(os.tmpdir(), `orchestrator-oldest-${process.pid}`);
let checkout: string;
let oldest: Embedded;
let sql: pg.Client;
let api: ApiServer;

beforeAll(async () => {
  checkout = await fetchOldestPostgres();
  oldest = await ensureEmbedded(home, { checkout, durable: false });
  await migrate(oldest.url, 'prisma/migrations');
  sql = new pg.Client({ connectionString: oldest.url });
  await sql.connect();
  await disposeShared();
  process.env.DATABASE_URL = oldest.url;
  api = await startApi({ door: 'own' });
}, 180_000);

afterAll(async () => {
  await api?.stop();
  await disposeShared();
  await sql?.end();
  await oldest?.release();
  if (checkout) await removeEmbedded(home, checkout);
});

it('is PostgreSQL 15', async () => {
  const { rows } = await sql.query('show server_version');
  expect(rows[0].server_version).toMatch(/^15\./);
});

it('understands every statement that a *.sql.ts file has', async () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.sql.ts'),
  );
  const refused: string[] = [];
  let asked = 0;
  for (const file of files) {
    const exported: Record<string, unknown> = await import(path.resolve('src', file));
    for (const [name, { text }] of Object.entries(exported).filter(isStatement)) {
      if (!/^\s*(with|select|insert|update|delete)\b/i.test(text)) continue;
      await sql.query(`prepare asked_${asked++} as ${text}`).catch((error: Error) => {
        refused.push(`${name} of ${file}: ${error.message}`);
      });
    }
  }
  expect(refused).toEqual([]);
  expect(asked).toBeGreaterThan(200);
});

const isStatement = (entry: [string, unknown]): entry is [string, { text: string }] =>
  typeof (entry[1] as { text?: unknown } | null)?.text === 'string';

it('takes a task its whole way', async () => {
  await send(api.url, 'POST', '/api/projects', { body: { name: 'shop', repo: '/srv/shop' } });
  const runner = await new ProtocolRunner(api.url).connect();
  await runner.open();
  await send(api.url, 'POST', '/api/tasks', { body: { title: 'A task', filesHint: ['src/a.ts'] } });
  const work = (await runner.claim(1_000)).data.assignment;
  const chunk = frame(1, 'hello\n');
  await runner.begin(work);
  expect((await runner.heartbeatWith(work)).status).toBe(200);
  await runner.append(work, 0, chunk);
  expect((await runner.finish(work, {}, [chunk])).data.taskStatus).toBe('VERIFYING');
  for (const page of [
    '/api/tasks',
    '/api/dashboard/stats',
    '/api/usage',
    '/api/events',
    '/api/locks',
    '/api/agents',
  ])
    expect([page, (await send(api.url, 'GET', page)).status]).toEqual([page, 200]);
}, 60_000);
