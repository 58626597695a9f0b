import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

const row = (name: string) => ({ name: new RegExp(`^${name} `) });

test('what a project’s agents used is what they reported, and leads to its tasks', async ({
  page,
  workshop,
}) => {
  const { url, projectId, projectName, runner } = workshop;
  await seedTask(url, projectId, 'Round totals', { riskLevel: 'LOW' });
  await runner.carry('merge');
  await seedTask(url, projectId, 'Book refunds', { maxRetries: 0 });
  await runner.fail('process_crash');
  await page.goto('/usage');
  const mine = page.getByRole('region', { name: 'Usage by project' }).getByRole('row', row(projectName));
  // Two agents with a model at $0.4312 each, one that checks and one that merges; one of the four has failed.
  for (const cell of ['$0.8624', '36.8k', '10.4k', '424k, 62k', '4', '1'])
    await expect(mine.getByRole('cell', { name: cell, exact: true }).first()).toBeVisible();
  await mine.getByRole('link', { name: '1', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/tasks\\?project=${projectId}&status=COMPLETED`));
  await expect(page.getByRole('link', { name: /Round totals/ })).toBeVisible();
});

test('the figures of all are those of the API, and say when they were counted', async ({ page, shop: _ }) => {
  await page.goto('/usage?period=24h&by=role');
  const { data } = await (await page.request.get('/api/usage?period=24h&by=role')).json();
  const totals = page.getByRole('region', { name: 'Last 24 hours' });
  await expect(totals.getByText('Tasks done').locator('xpath=../../dd[1]')).toHaveText(
    String(data.totals.tasksDone),
  );
  await expect(page.getByText(/^Counted/)).toBeVisible();
  await expect(page.getByText('Changes are against the 24 hours before.')).toBeVisible();
  await totals.getByRole('link', { name: 'Tasks done' }).click();
  await expect(page).toHaveURL(/\/tasks\?status=COMPLETED&archived=all/);
});

test('period, grouping and table stand in the address and survive a reload', async ({ page, shop }) => {
  await page.goto('/usage');
  await page.getByRole('group', { name: 'Period' }).getByRole('button', { name: '30d' }).click();
  await page.getByLabel('By', { exact: true }).selectOption('runner');
  await expect(page.getByRole('region', { name: 'Spent by day (UTC)' }).locator('figure')).toBeVisible();
  await page.getByRole('button', { name: 'Show table' }).click();
  await expect(page).toHaveURL(/period=30d/);
  await expect(page).toHaveURL(/by=runner/);
  await page.reload();
  await expect(page.getByRole('button', { name: '30d' })).toHaveAttribute('aria-pressed', 'true');
  const days = page.getByRole('table', { name: 'Usage by day' });
  await expect(days.getByRole('row')).toHaveCount(31);
  const runner = page.getByRole('region', { name: 'Usage by runner' });
  await expect(runner.getByRole('link', { name: /^ana-/ }).first()).toBeVisible();
  await expect(runner.getByRole('columnheader', { name: 'Tasks done' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show bars' }).click();
  await expect(days).toHaveCount(0);
  await page.getByLabel('By', { exact: true }).selectOption('model');
  await expect(page.getByRole('rowheader', { name: 'claude-opus-5-5' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'No model (checks, merges)' })).toBeVisible();
  expect(shop.runner).toBeDefined();
});

test('the table is saved as CSV', async ({ page, workshop }) => {
  const { url, runner, projectId, projectName } = workshop;
  await seedTask(url, projectId, 'Costs something');
  await runner.carry('commit');
  await page.goto('/usage?period=24h');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('usage-24h-by-project.csv');
  const csv = readFileSync(await saved.path(), 'utf8');
  expect(csv).toContain(`${projectId},${projectName},,0.4312,`);
  const answer = await page.request.get('/api/usage/export?by=project');
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="usage-7d-by-project.csv"',
    'x-content-type-options': 'nosniff',
  });
});

test('what is not a period is the usual one', async ({ page, shop: _ }) => {
  await page.goto('/usage?period=year&by=weather');
  await expect(page.getByRole('button', { name: '7d' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('region', { name: 'Usage by project' })).toBeVisible();
});
