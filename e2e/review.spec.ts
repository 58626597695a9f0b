import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('an approval names its commit, and the merge is seen to its end', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Needs a second pair of eyes', { riskLevel: 'HIGH' });
  await runner.carry('proof');
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Approve commit' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('9d41e77b0c6f4a1e8d2b5c3f7a9e0d1c2b3a4f5e');
  await expect(dialog).toContainText('3 files');
  await expect(dialog).toContainText('Proven');
  await dialog.getByRole('button', { name: 'Approve 9d41e77b' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Merging', { exact: true })).toBeVisible();
  await runner.end(await runner.mustClaim(5000));
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
});

test('changes are requested in words that the next agent gets', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Almost right', { riskLevel: 'HIGH' });
  await runner.carry('proof');
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Request changes' }).click();
  await expect(page.getByRole('button', { name: 'Send back' })).toBeDisabled();
  await page.getByLabel('What has to change').fill('Round only once.');
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  const next = await runner.mustClaim(5000);
  expect(next.task.feedback).toContain('Round only once.');
});

test('the changes show every file, name what is invisible, and remember what was viewed', async ({
  page,
  shop,
}) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=changes`);
  await expect(page.getByRole('navigation', { name: 'Changed files' })).toContainText('3 files');
  const file = page.getByRole('region', { name: 'src/money/assert-positive.ts', exact: true });
  await expect(file).toContainText('U+202E');
  await expect(file).toContainText('added: export function assertPositive');
  await file.getByLabel('Viewed').check();
  await expect(file.getByText('U+202E')).toBeHidden();
  await page.reload();
  await expect(
    page.getByRole('region', { name: 'src/money/assert-positive.ts', exact: true }).getByLabel('Viewed'),
  ).toBeChecked();
});

test('the checks show commands, exit codes and the end of the output', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.failing}?tab=checks`);
  const frozen = page.getByRole('region', { name: 'On the frozen commit' });
  await expect(frozen).toContainText('npm test');
  await expect(frozen).toContainText('exit 1');
  await expect(frozen.getByText('a refund is booked once')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Attempt 1, round 1' })).toBeVisible();
});
