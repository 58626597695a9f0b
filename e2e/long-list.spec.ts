import { send } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { seedProject, seedTask } from './support/seed-shop';

test('what needs a person stands above a hundred newer tasks, in the list and on the board', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const asks = await seedTask(url, projectId, 'Wants an answer', { maxRetries: 0 });
  await runner.fail('process_crash');
  const first = await seedTask(url, projectId, 'Comes first', { runnerLabels: ['none-such'] });
  const blocked = await seedTask(url, projectId, 'Waits for the first', { dependsOn: [first.ref] });
  const tasks = Array.from({ length: 101 }, (_, nth) => ({
    projectId,
    title: `Later ${nth}`,
    draft: true,
  }));
  for (const part of [tasks.slice(0, 50), tasks.slice(50, 100), tasks.slice(100)])
    expect((await send(url, 'POST', '/api/tasks/batch', { body: { tasks: part } })).status).toBe(201);

  await page.goto(`/tasks?project=${projectId}`);
  const rows = page.getByRole('table', { name: 'Tasks by attention' }).locator('tbody');
  await expect(rows.first()).toContainText('Needs you 1');
  await expect(rows.first()).toContainText(asks.ref);

  // A column whose tasks have not been read does not say that there is nothing, and leads to them.
  await page.goto(`/tasks?project=${projectId}&view=board`);
  await expect(page.getByRole('region', { name: /^Needs you, 1/ })).toContainText(asks.ref);
  const column = page.getByRole('region', { name: /^Blocked, / });
  await expect(column.getByText('Nothing here')).toHaveCount(0);
  await column.getByRole('link', { name: 'Show all of Blocked' }).click();
  await expect(page).toHaveURL(/status=BLOCKED/);
  await expect(page.getByRole('region', { name: /^Blocked, 1/ })).toContainText(blocked.ref);
});

test('menus and lists offer every project, however many there are', async ({ page, workshop }) => {
  const { url, projectId, projectName } = workshop;
  const made: string[] = [];
  for (let nth = 0; nth < 51; nth += 1) made.push((await seedProject(url, `${projectName}-${nth}`)).id);
  await page.goto('/tasks/new');
  await expect(
    page.getByLabel('Project').getByRole('option', { name: projectName, exact: true }),
  ).toHaveCount(1);
  await page.goto('/projects');
  await expect(page.getByRole('link', { name: projectName, exact: true })).toHaveCount(1);
  await page.goto(`/tasks?project=${projectId}`);
  await expect(page.getByLabel('Project')).toHaveValue(projectId);
  for (const id of made)
    expect((await send(url, 'DELETE', `/api/projects/${id}`, {})).status).toBeLessThan(300);
});
