import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('events are filtered by type and task, and the address says so', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const task = await seedTask(url, projectId, 'Leaves traces', { draft: true });
  const other = await seedTask(url, projectId, 'Leaves others', { draft: true });
  await page.goto('/events');
  await page.getByLabel('Task', { exact: true }).fill(task.ref);
  await expect(page).toHaveURL(new RegExp(`task=${task.ref}`));
  await expect(page.getByRole('link', { name: task.ref }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: other.ref })).toHaveCount(0);
  await page.getByLabel('Type').selectOption('task.cancelled');
  await expect(page.getByText('No event matches these filters')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue(task.ref);
  await page.getByLabel('Type').selectOption('task.created');
  await expect(page.getByRole('row', { name: /task\.created/ })).toHaveCount(1);
  await page.getByLabel('Task', { exact: true }).fill('nonsense');
  await expect(page.getByText('A ref such as TASK-12')).toBeVisible();
});

test('a payload opens in its place, has an address, and closes again', async ({ page, workshop }) => {
  const task = await seedTask(workshop.url, workshop.projectId, 'Carries something', { draft: true });
  await page.goto(`/events?task=${task.ref}&type=task.created`);
  const toggle = page.getByRole('button', { name: 'Payload of task.created' });
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await expect(page).toHaveURL(/e=\d+\.\d+/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Copy the whole event' })).toBeVisible();
  await page.getByRole('button', { name: 'Payload of task.created' }).click();
  await expect(page.getByRole('button', { name: 'Copy the whole event' })).toBeHidden();
});

test('a list that stands still counts what is new, and shows it when asked', async ({ page, workshop }) => {
  const task = await seedTask(workshop.url, workshop.projectId, 'Changes its name', { draft: true });
  const rename = (title: string) => page.request.patch(`/api/tasks/${task.ref}`, { data: { title } });
  const rows = page.getByRole('row', { name: /Task changed/ });
  await page.goto(`/events?task=${task.ref}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Hold still' }).click();
  await expect(page).toHaveURL(/live=false/);
  await rename('Has another name');
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(rows).toHaveCount(0);
  await page.getByRole('button', { name: '1 new' }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('button', { name: '1 new' })).toBeHidden();
  await page.getByRole('button', { name: 'Follow' }).click();
  await rename('Has a third name');
  await expect(rows).toHaveCount(2);
});
