import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isAlive } from '@/lib/is-alive';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { buildPages } from '../../scripts/enter/build-pages.mjs';
import { type Dashboard, startDashboard } from '../support/dashboard';

const data = mkdtempSync(path.join(os.tmpdir(), 'local-runner-'));
const repositories = path.join(data, 'repositories');
mkdirSync(repositories);
const running: Dashboard[] = [];
const start = async () => {
  const dashboard = await startDashboard({
    DATA_DIR: data,
    DATABASE_URL: '',
    LOCAL_RUNNER: 'on',
    LOCAL_RUNNER_DIR: repositories,
  });
  running.push(dashboard);
  return dashboard;
};

beforeAll(buildPages, 300_000);
afterEach(async () => {
  for (const dashboard of running.splice(0)) await dashboard.stop();
});
afterAll(async () => {
  await removeEmbedded(path.join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

interface Runner {
  id: string;
  liveness: string;
  status: string;
  report: { directory: string } | null;
}
async function runners(url: string): Promise<Runner[]> {
  return ((await (await fetch(`${url}/api/runners`)).json()) as { data: Runner[] }).data;
}
async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`not within a minute: ${what}`);
}
const online = ({ url }: Dashboard) =>
  until('a runner is online', async () => (await runners(url)).find(({ liveness }) => liveness === 'online'));
/** The process of the runner, once there is another than `before`. */
const pidAfter = (before = 0) =>
  until('a process runs the runner', async () => {
    const file = path.join(data, 'local-runner', 'pid');
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) : 0;
    return pid !== before && pid;
  });

test('a runner of this machine connects by itself, and is the same one after a stop, a kill and another port', async () => {
  const first = await start();
  const runner = await online(first);
  const itsProcess = await pidAfter();
  expect(runner.report?.directory).toBe(repositories);
  expect(await first.stop()).toBe(0);
  expect(isAlive(itsProcess)).toBe(false);

  const second = await start();
  expect((await online(second)).id).toBe(runner.id);
  const orphan = await pidAfter();
  await second.stop('SIGKILL');
  expect(isAlive(orphan)).toBe(true);

  const third = await start();
  await pidAfter(orphan);
  expect(isAlive(orphan)).toBe(false);
  expect((await online(third)).id).toBe(runner.id);
  expect(await runners(third.url)).toHaveLength(1);
});

test('it is started again when it dies, and not once somebody has revoked it', async () => {
  const dashboard = await start();
  const { id } = await online(dashboard);
  const before = await pidAfter();
  process.kill(before, 'SIGKILL');
  await pidAfter(before);
  expect((await online(dashboard)).id).toBe(id);

  await fetch(`${dashboard.url}/api/runners/${id}`, { method: 'DELETE' });
  await until('its end is said', async () => dashboard.output().includes('it was revoked'));
  expect((await runners(dashboard.url)).filter(({ status }) => status !== 'REVOKED')).toEqual([]);
});
