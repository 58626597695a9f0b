import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { runningCluster } from '@/server/embedded/running-cluster';

let home = '';
const users: ChildProcess[] = [];
beforeEach(() => {
  home = path.join(mkdtempSync(path.join(os.tmpdir(), 'embedded-')), 'postgres');
});
afterEach(async () => {
  for (const user of users.splice(0)) user.kill('SIGKILL');
  await removeEmbedded(home);
  rmSync(path.dirname(home), { recursive: true, force: true });
});

/** Another process that uses the cluster; answers what it got, and leaves when its stdin ends. */
async function anotherProcess(): Promise<{
  process: ChildProcess;
  got: { pid: number; url: string; started: boolean };
}> {
  const script = `
    import { ensureEmbedded } from './src/server/embedded/ensure-embedded.ts';
    const { pid, url, started, release } = await ensureEmbedded(${JSON.stringify(home)}, { durable: false });
    console.log(JSON.stringify({ pid, url, started }));
    process.stdin.on('end', async () => { await release(); process.exit(0); }).resume();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  users.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { process: child, got: JSON.parse(line) };
}

async function leave({ process: child }: { process: ChildProcess }): Promise<void> {
  const exited = once(child, 'exit');
  child.stdin?.end();
  await exited;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('six processes at once on an empty folder share one server', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, anotherProcess));
  expect(new Set(all.map(({ got }) => got.pid)).size).toBe(1);
});

test('the last to leave stops the server, however the others left', async () => {
  const first = await anotherProcess();
  const [second, third] = await Promise.all([anotherProcess(), anotherProcess()]);
  await leave(first);
  second.process.kill('SIGKILL');
  await once(second.process, 'exit');
  expect(await query(third.got.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await leave(third);
  await expect(query(third.got.url, 'select 1')).rejects.toThrow();
});

test('killed in the middle of writing, it has every row that was acknowledged', async () => {
  const embedded = await ensureEmbedded(home);
  await query(embedded.url, 'create table kept (n int)');
  let acknowledged = 0;
  const writing = (async () => {
    const client = new pg.Client({ connectionString: embedded.url });
    client.on('error', () => {});
    await client.connect();
    for (;;) {
      await client.query('insert into kept values (1)');
      acknowledged++;
      if (acknowledged === 200) process.kill(embedded.pid, 'SIGKILL');
    }
  })();
  await expect(writing).rejects.toThrow();
  const again = await ensureEmbedded(home);
  expect(again.pid).not.toBe(embedded.pid);
  const [{ n }] = (await query(again.url, 'select count(*)::int as n from kept')) as [{ n: number }];
  expect(n).toBeGreaterThanOrEqual(acknowledged);
  await again.release();
});

test('its password is nobody else’s to read, and nobody gets in without it', async () => {
  const { url, dataDir, release } = await ensureEmbedded(home, { durable: false });
  const open = new URL(url);
  open.password = 'guessed';
  await expect(query(open.href, 'select 1')).rejects.toThrow(/password/);
  const file = path.join(path.dirname(dataDir), 'password');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, 'utf8').length).toBeGreaterThanOrEqual(32);
  expect(readFileSync(path.join(dataDir, 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust\b/m);
  await release();
});

test('a pid file whose number another program has by now is no server', async () => {
  const { dataDir, release } = await ensureEmbedded(home, { durable: false });
  await release();
  const file = path.join(dataDir, 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${dataDir}\n0\n5432\n`);
  expect(runningCluster(dataDir)).toBeUndefined();
  expect(existsSync(file)).toBe(false);
  const again = await ensureEmbedded(home, { durable: false });
  expect(await query(again.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await again.release();
});
