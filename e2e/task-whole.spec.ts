import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('a feature gathers sub-tasks that are made from its page', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const feature = await seedTask(url, projectId, 'A better garden', { type: 'feature' });
  await page.goto(`/tasks/${feature.ref}`);
  await expect(page.getByText('No sub-tasks yet')).toBeVisible();
  await page.getByRole('link', { name: 'Add sub-task' }).click();
  await expect(page.getByLabel('Sub-task of')).toHaveValue(feature.ref);
  await page.getByLabel('Title').fill('Plant roses');
  await page.getByRole('combobox', { name: 'Type' }).selectOption('bug');
  await page.getByRole('button', { name: 'Keep out of the queue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Plant roses' })).toBeVisible();
  await page.getByRole('region', { name: 'Facts' }).getByRole('link', { name: feature.ref }).click();
  const subTasks = page.getByRole('region', { name: 'Sub-tasks' });
  await expect(subTasks).toContainText('0 of 1 ended');
  await expect(subTasks.getByRole('link', { name: /Plant roses/ })).toBeVisible();
});

test('what a task waits for, its labels and branches are changed in one form', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const needed = await seedTask(url, projectId, 'Comes first', { draft: true });
  const task = await seedTask(url, projectId, 'Comes second', { draft: true });
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Waits for').fill(needed.ref);
  await dialog.getByRole('textbox', { name: /^Labels/ }).fill('garden money');
  await dialog.getByLabel('Merged into').fill('release/next');
  await dialog.getByRole('button', { name: 'Save task' }).click();
  await expect(dialog).toBeHidden();
  const facts = page.getByRole('region', { name: 'Facts' });
  await expect(facts.getByRole('link', { name: needed.ref })).toBeVisible();
  await expect(facts).toContainText('release/next');
  await facts.getByRole('link', { name: 'garden' }).click();
  await expect(page).toHaveURL(/label=garden/);
  await page.goto(`/tasks/${needed.ref}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog.getByLabel('Waits for').fill(task.ref);
  await dialog.getByRole('button', { name: 'Save task' }).click();
  await expect(dialog.getByRole('alert')).toContainText(`${task.ref}`);
});

test('a task is closed as a duplicate, and done again as a new one', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const other = await seedTask(url, projectId, 'Said before', { draft: true });
  const task = await seedTask(url, projectId, 'Said again', { draft: true });
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /Close without doing it/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Duplicate/).check();
  await dialog.getByLabel('Which one').fill(other.ref);
  await dialog.getByRole('button', { name: 'Close task' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Facts' }).getByRole('link', { name: other.ref }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Do it again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make and queue' }).click();
  await expect(page).not.toHaveURL(new RegExp(`${task.ref}$`));
  await expect(page.getByRole('heading', { level: 1, name: 'Said again' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText(task.ref);
});

test('a queued task is sent to the head of its priority', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await seedTask(url, projectId, 'Was here first');
  const task = await seedTask(url, projectId, 'Cannot wait');
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /Run next/ }).click();
  await expect(page.getByText(`${task.ref} goes next`)).toBeVisible();
  expect((await runner.mustClaim(5000)).taskRef).toBe(task.ref);
});
