import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type Dashboard, startDashboard } from '../test/support/dashboard';

test.describe('a dashboard that loses its database', () => {
  test.describe.configure({ timeout: 240_000 });
  let dashboard: Dashboard;
  let folder: string;
  test.beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'database-down-'));
    // Started by root, the database runs as another user, who must be able to reach it here.
    chmodSync(folder, 0o755);
    dashboard = await startDashboard({ DATABASE_URL: '', DATA_DIR: folder, LOG_LEVEL: 'fatal' });
  });
  test.afterAll(async () => {
    await dashboard.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('says so on every page, with the code to look it up by', async ({ page }) => {
    await page.goto(`${dashboard.url}/tasks`);
    await expect(page.getByText('No tasks yet')).toBeVisible();
    const [pid] = readFileSync(path.join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGINT');
    await expect(async () => {
      await page.goto(`${dashboard.url}/tasks`);
      await expect(page.getByRole('heading', { level: 1, name: 'The database does not answer' })).toBeVisible(
        { timeout: 3000 },
      );
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText('DATABASE_UNAVAILABLE')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Look again now' })).toBeVisible();
  });
});
