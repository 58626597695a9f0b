import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { buildPages } from '../../scripts/enter/build-pages.mjs';
import { type Dashboard, startDashboard } from '../support/dashboard';
import { freePort } from '../support/free-port';
import { copyTemplate, dropDatabase } from '../support/with-database';

const data = mkdtempSync(path.join(os.tmpdir(), 'start-'));
const running: Dashboard[] = [];
const start = async (env: Record<string, string> = {}) => {
  const dashboard = await startDashboard({ DATA_DIR: data, DATABASE_URL: '', ...env });
  running.push(dashboard);
  return dashboard;
};
const health = async (url: string) =>
  (await fetch(`${url}/api/health`)).json() as Promise<{ status: string }>;
const createProject = (url: string, name: string) =>
  fetch(`${url}/api/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, repo: '/somewhere' }),
  });

beforeAll(buildPages, 300_000);
afterEach(async () => {
  await Promise.all(running.splice(0).map((dashboard) => dashboard.stop()));
});
afterAll(async () => {
  await removeEmbedded(path.join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

/** `npm start` with settings that it must refuse: what it says, and its exit code. */
function refused(env: Record<string, string>): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/enter.mjs', 'start'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      NODE_ENV: undefined,
      DATA_DIR: data,
      DATABASE_URL: '',
      LOCAL_RUNNER: 'off',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
  });
  return { code: status, said: stdout + stderr };
}

describe('npm start', () => {
  test('is healthy, draws its pages, and ends with 0 when it is asked to stop', async () => {
    const dashboard = await start();
    expect(await health(dashboard.url)).toMatchObject({ status: 'ok' });
    expect((await fetch(dashboard.url)).status).toBe(200);
    expect(await dashboard.stop()).toBe(0);
    await expect(fetch(dashboard.url)).rejects.toThrow();
  });

  test('does not wait for the readers of a stream when it stops', async () => {
    const dashboard = await start();
    const stream = await fetch(`${dashboard.url}/api/events/stream`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const read = new Response(stream.body).text();
    expect(await dashboard.stop()).toBe(0);
    // Who is waited for in vain is cut off in the end, and would see an error.
    await expect(read).resolves.toContain('retry:');
  });

  test('killed without warning, it starts again with everything that was acknowledged', async () => {
    const first = await start();
    expect((await createProject(first.url, 'Survivor')).status).toBe(201);
    await first.stop('SIGKILL');
    const second = await start();
    const { data: projects } = (await (await fetch(`${second.url}/api/projects`)).json()) as {
      data: { name: string }[];
    };
    expect(projects.map(({ name }) => name)).toContain('Survivor');
  });

  test('two on one folder share its database, and the first to leave does not take it along', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    await createProject(first.url, 'Shared');
    expect(await first.stop()).toBe(0);
    expect(JSON.stringify(await (await fetch(`${second.url}/api/projects`)).json())).toContain('Shared');
  });

  test('stops when the process that started it is gone', async () => {
    const shell = await startDashboard({ DATA_DIR: data, DATABASE_URL: '' }, { throughShell: true });
    shell.process.kill('SIGKILL');
    await expectGone(shell.url);
  });

  test('goes on when nobody reads its output any more', async () => {
    const dashboard = await start();
    dashboard.process.stdout?.destroy();
    dashboard.process.stderr?.destroy();
    await fetch(`${dashboard.url}/tasks/${'x'.repeat(50)}`);
    expect(await health(dashboard.url)).toMatchObject({ status: 'ok' });
    expect(await dashboard.stop()).toBe(0);
  });

  test('pages and API are one program: they share their connections to the database', async () => {
    const { url, name } = await copyTemplate();
    const dashboard = await start({ DATABASE_URL: url, DATABASE_POOL: '2' });
    const paths = ['/', '/tasks', '/runners', '/api/tasks', '/api/runners', '/api/dashboard/stats'];
    await Promise.all(
      paths.flatMap((at) => [1, 2, 3, 4].map(() => fetch(dashboard.url + at).then((r) => r.text()))),
    );
    // Two each for the engine, for people and for what they list, and one that listens; twice that if either had its own.
    expect(await connectionsTo(name)).toBeLessThanOrEqual(7);
    await dashboard.stop();
    await dropDatabase(name);
  });

  test('refuses a port that was asked for and is taken', async () => {
    const port = await freePort();
    const squatter = net.createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const { code, said } = refused({ PORT: String(port) });
    squatter.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} (PORT) is taken`);
  });

  test.each(['192.0.2.5', 'example.com'])('refuses to listen on %s, which is not this machine', (HOST) => {
    const { code, said } = refused({ HOST });
    expect(code).toBe(1);
    expect(said).toContain('is no address of this machine');
  });

  test('where others can reach it, it lets nobody in before whoever started it is its owner', async () => {
    const dashboard = await start({ HOST: '0.0.0.0' });
    const printed = () => dashboard.output().match(/\/welcome#(ao_own_\w+)/)?.[1];
    await expect.poll(printed, { timeout: 20_000 }).toBeDefined();
    const token = printed();
    const call = (method: string, at: string, body?: object, cookie = '') =>
      fetch(dashboard.url + at, {
        method,
        headers: { 'content-type': 'application/json', cookie },
        body: body && JSON.stringify(body),
      });
    expect((await call('GET', '/api/tasks')).status).toBe(401);
    expect(await (await call('GET', '/tasks')).text()).toContain('Become the owner');
    const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
    expect((await call('POST', '/api/auth/owner', ada)).status).toBe(403);
    const made = await call('POST', '/api/auth/owner', { ...ada, token });
    expect(made.status).toBe(201);
    const [cookie = ''] = made.headers.getSetCookie()[0]!.split(';');
    expect((await call('GET', '/api/tasks', undefined, cookie)).status).toBe(200);
    expect(await (await call('GET', '/tasks', undefined, cookie)).text()).toContain('New task');
    expect(await (await call('GET', '/tasks')).text()).toContain('Sign in');
    expect(await dashboard.stop()).toBe(0);
  });

  test('names every faulty setting at once', () => {
    const { code, said } = refused({ PORT: 'many', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) expect(said).toContain(`  ${name}: `);
  });

  test('says what is wrong with a database that does not answer', () => {
    const { code, said } = refused({ DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' });
    expect(code).toBe(1);
    expect(said).toContain('No PostgreSQL answers at 127.0.0.1:1');
  });
});

async function connectionsTo(database: string): Promise<number> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from pg_stat_activity where datname = $1', [
    database,
  ]);
  await client.end();
  return rows[0].n;
}

async function expectGone(url: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(100)) {
    if (
      await fetch(url).then(
        () => false,
        () => true,
      )
    )
      return;
  }
  throw new Error(`${url} still answers`);
}
