import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { type Dashboard, startDashboard } from '../../test/support/dashboard';
import { findBarriers } from '../support/find-barriers';
import { expect, test } from '../support/fixtures';

const SAYS: Record<string, string> = {
  '/': 'First steps',
  '/tasks': 'No tasks yet',
  '/flows': 'No flows yet',
  '/flows/runs': 'No flow has run yet',
  '/flows/new': 'Tasks need a project',
  '/agents': 'No agent has run yet',
  '/runners': 'No machine is connected',
  '/projects': 'No project yet',
  '/locks': 'No files are held',
  '/merges': 'Nothing stands in line',
  '/events': 'Nothing has happened yet',
  '/usage': 'Nothing was used in this period',
  '/settings': 'The queue is empty',
  '/settings?tab=projects': 'No project yet',
  '/settings?tab=runners': 'No machine is connected',
  '/settings?tab=tokens': 'No token is open',
  '/exceptions': 'Nothing needs you',
  '/tasks/new': 'Tasks need a project',
  '/tasks/import': 'Tasks need a project',
  '/connect': 'No machine yet',
};

/** Beside all other tests each page is looked at in one theme, by turns. */
const isShort = process.env.A11Y_SHORT === '1';

test.describe('a dashboard on its first day', () => {
  test.describe.configure({ mode: 'serial', timeout: 240_000 });
  let dashboard: Dashboard;
  let folder: string;
  test.beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'first-day-'));
    const { DATABASE_URL: _, ...env } = process.env as Record<string, string>;
    dashboard = await startDashboard({ ...env, DATABASE_URL: '', DATA_DIR: folder, LOG_LEVEL: 'warn' });
  });
  test.afterAll(async () => {
    await dashboard.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const themes = ['light', 'dark'] as const;
  for (const [nth, [path, words]] of Object.entries(SAYS).entries()) {
    test(`${path} says what to do first, for everyone`, async ({ page }) => {
      await page.goto(`${dashboard.url}${path}`);
      await expect(page.getByText(words)).toBeVisible();
      expect(await findBarriers(page, isShort ? [themes[nth % 2]!] : themes)).toEqual([]);
    });
  }

  test('a paused queue is said on every page, with its note, until it goes on', async ({ page }) => {
    await page.goto(`${dashboard.url}/settings`);
    await page.getByLabel('Note').fill('Deploy freeze until Monday');
    await page.getByRole('button', { name: 'Pause queue' }).click();
    // A page that is left takes its request along.
    await expect(page.getByText('The queue is paused', { exact: true }).first()).toBeVisible();
    for (const path of Object.keys(SAYS)) {
      await page.goto(`${dashboard.url}${path}`);
      await expect(page.getByText('The queue is paused', { exact: true }).first(), path).toBeVisible();
      await expect(page.getByText('Deploy freeze until Monday').first(), path).toBeVisible();
    }
    await page.goto(`${dashboard.url}/settings`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Resume queue' }).click();
    await expect(page.getByText('Hands out tasks')).toBeVisible();
    await expect(page.getByText('The queue is paused', { exact: true })).toHaveCount(0);
  });

  test('a page whose data cannot be read says so with a code, for everyone', async ({ page, problems }) => {
    const cluster = await ensureEmbedded(path.join(folder, 'postgres'));
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    await client.query('revoke select on all tables in schema public, hot from ao_app, ao_engine');
    await client.end();
    for (const [nth, path] of Object.keys(SAYS).entries()) {
      await page.goto(`${dashboard.url}${path}`);
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
      await expect(page.getByText('INTERNAL_ERROR').first(), path).toBeVisible();
      expect(await findBarriers(page, isShort ? [themes[nth % 2]!] : themes), path).toEqual([]);
    }
    // What the server answers with 500 the browser's console says too.
    problems.length = 0;
  });
});
