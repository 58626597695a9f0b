import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('limits are saved one by one, and a wrong one is refused where it stands', async ({
  page,
  workshop: _,
}) => {
  await page.goto('/settings');
  const limit = page.getByLabel('Limit for Auditor');
  await limit.fill('0');
  await expect(page.getByText('A whole number from 1 to 1000, or nothing')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await limit.fill('3');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Limit for Auditor')).toHaveValue('3');
  await page.getByLabel('Limit for Auditor').fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
});

test('how long an agent may be silent is saved', async ({ page, workshop: _ }) => {
  await page.goto('/settings');
  const patience = page.getByLabel('A tool may print nothing for');
  const before = await patience.inputValue();
  await patience.fill('75');
  await patience.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(patience).toHaveValue('75');
  await patience.fill(before);
  await patience.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
});

test('what starts next stands in order with its reason', async ({ page, workshop }) => {
  const task = await seedTask(workshop.url, workshop.projectId, 'Waits for a printer', {
    priority: 0,
    runnerLabels: ['no-such-machine'],
  });
  await page.goto('/settings');
  const next = page.getByRole('region', { name: 'Next to start' });
  await expect(next.getByRole('link', { name: new RegExp(task.ref) })).toBeVisible();
});

test('a project and a runner get their limits', async ({ page, workshop }) => {
  const { projectName, runner } = workshop;
  await page.goto('/settings?tab=projects');
  const limit = page.getByLabel(`Agents at work on ${projectName}`);
  await limit.fill('2');
  await limit.press('Enter');
  await expect(page.getByText(`${projectName} saved`)).toBeVisible();
  await page.getByRole('tab', { name: 'Runners' }).click();
  await expect(page).toHaveURL(/tab=runners/);
  const row = page
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href="/runners/${runner.runnerId}"]`) });
  await row.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Fan is loud');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause runner' }).click();
  await expect(row).toContainText('Fan is loud');
  await row.getByRole('button', { name: 'Resume' }).click();
  await expect(row.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('an open token is listed without itself, and ends when it is revoked', async ({ page, workshop }) => {
  const made = await (
    await page.request.post('/api/enrollments', { data: { name: `spare-${workshop.projectName}` } })
  ).json();
  await page.goto('/settings?tab=tokens');
  const row = page.getByRole('listitem').filter({ hasText: `spare-${workshop.projectName}` });
  await expect(row).toContainText(/ends in 1[45]m/);
  expect(await page.content()).not.toContain(made.data.token);
  await row.getByRole('button', { name: /Revoke/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke token' }).click();
  await expect(row).toHaveCount(0);
});
