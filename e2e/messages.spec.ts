import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('what is said to an agent is shown as seen, and what is being written outlives it', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Listens', { riskLevel: 'LOW' });
  const assignment = await runner.work('working');
  await page.goto(`/tasks/${task.ref}`);
  const panel = page.getByRole('region', { name: 'Messages' });
  await panel.getByLabel('Message to the agent').fill('Leave the ledger alone.');
  await page.keyboard.press('Control+Enter');
  const message = page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  await expect(message).toContainText('Leave the ledger alone.');
  await expect(message).toContainText('Sent');
  expect(await runner.hear(assignment, true)).toBe(1);
  await expect(message).toContainText('Seen');

  await page.getByLabel('Message to the agent').fill('And the totals');
  await runner.end(assignment);
  await expect(page.getByText('Verifying', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('what you wrote is kept here')).toBeVisible();
  const field = page.getByLabel('Follow up');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('And the totals');
  await expect(page.getByRole('button', { name: 'Follow up' })).toBeDisabled();

  await runner.end(await runner.mustClaim(5000));
  await runner.end(await runner.mustClaim(5000));
  await page.keyboard.press('End');
  await page.keyboard.type(' too.');
  await page.getByRole('button', { name: 'Follow up' }).click();
  await expect(page).not.toHaveURL(new RegExp(`${task.ref}$`));
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('And the totals too.');
});

test('unfinished work becomes a branch by its button', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Crashes', { maxRetries: 0 });
  await runner.keepWork(await runner.fail('process_crash'));
  await page.goto(`/tasks/${task.ref}`);
  const kept = page.getByRole('region', { name: 'Unfinished work' });
  await expect(kept).toContainText('Attempt 1: 3 files kept on');
  await kept.getByRole('button', { name: 'Recover work of attempt 1' }).click();
  await expect(kept).toContainText('to make a branch of it');
  await runner.runErrands(`recovered/${task.ref}-1`);
  await expect(kept).toContainText(`It is on branch recovered/${task.ref}-1.`);
  await expect(kept.getByRole('button', { name: /Recover work/ })).toHaveCount(0);
});
