import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('held paths stand with their task, and appear and go by themselves', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await page.goto(`/locks?project=${projectId}`);
  await expect(page.getByText('No files are held')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const task = await seedTask(url, projectId, 'Digs the garden', { filesHint: ['garden/', 'tools/*.ts'] });
  await runner.work('digging');
  const row = page.getByRole('row', { name: /garden\// });
  await expect(row).toContainText(`${task.ref}Digs the garden`);
  await expect(page.getByRole('row', { name: /tools\/\*\.ts/ })).toBeVisible();
  await row.getByRole('link', { name: new RegExp(task.ref) }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Digs the garden' })).toBeVisible();
});

test('the check says who is in the way, and by what', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Holds the garden', { filesHint: ['garden/'] });
  await runner.work('digging');
  await page.goto(`/locks?project=${projectId}`);
  const check = page.getByRole('region', { name: 'Could these be locked?' });
  await check.getByLabel('Paths').fill('kitchen/sink.ts');
  await check.getByRole('button', { name: 'Check paths' }).click();
  await expect(check.getByText('Yes: nobody holds any of them now.')).toBeVisible();
  await check.getByLabel('Paths').fill('kitchen/sink.ts\ngarden/roses.ts');
  await check.getByRole('button', { name: 'Check paths' }).click();
  await expect(check.getByText('No: a task with these paths would wait.')).toBeVisible();
  await expect(check.getByRole('link', { name: `${task.ref} Holds the garden` })).toBeVisible();
  await expect(check.getByRole('status')).toContainText('which holds garden/');
});
