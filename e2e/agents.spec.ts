import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('an agent is paused after asking, stands still, and goes on', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await seedTask(url, projectId, 'Needs a rest');
  const assignment = await runner.work('running');
  await page.goto(`/agents/${assignment.agentId}`);
  await page.getByRole('button', { name: 'Pause agent' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It stands still at its next step and keeps its task');
  await dialog.getByRole('button', { name: 'Pause agent' }).click();
  await expect(page.getByText('Pauses at its next step')).toBeVisible();
  const beat = { seq: 900, phase: 'work', activity: 'standing still', usage: null, paused: true };
  expect((await runner.as(assignment, 'POST', 'heartbeat', beat)).data.desired).toBe('pause');
  await expect(page.getByText(/^Paused/)).toBeVisible();
  await page.getByRole('button', { name: 'Resume agent' }).click();
  await expect(page.getByRole('button', { name: 'Pause agent' })).toBeVisible();
  const next = await runner.as(assignment, 'POST', 'heartbeat', { ...beat, seq: 901, paused: false });
  expect(next.data.desired).toBe('run');
});

test('an agent is ended, and what becomes of its task is said before', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Runs astray');
  const assignment = await runner.work('astray');
  await page.goto(`/agents/${assignment.agentId}`);
  await page.getByRole('button', { name: 'End agent' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${task.ref} then waits for you.`);
  await dialog.getByLabel('Queue the task again').check();
  await expect(dialog).toContainText(`${task.ref} goes back to the queue`);
  await dialog.getByLabel('Reason').fill('Wrong way');
  await dialog.getByRole('button', { name: 'End agent' }).click();
  await expect(page.getByText('Being ended')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause agent' })).toHaveCount(0);
  const beat = await runner.as(assignment, 'POST', 'heartbeat', {
    seq: 900,
    phase: 'work',
    activity: null,
    usage: null,
  });
  expect(['cancel', 'abort']).toContain(beat.data.desired);
});

test('an ended agent’s task is tried again from its page', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Fails at first', { maxRetries: 0 });
  const work = await runner.carry('proof', true);
  await page.goto(`/agents/${work.agentId}`);
  await expect(page.getByRole('region', { name: 'Checks, round 1' })).toContainText('npm test');
  await page.getByRole('button', { name: 'Retry its task' }).click();
  await page.getByRole('dialog').getByLabel('Guidance').fill('Mind the ledger.');
  await page.getByRole('dialog').getByRole('button', { name: 'Retry task' }).click();
  await expect(page).toHaveURL(new RegExp(`/tasks/${task.ref}$`));
  expect((await runner.mustClaim(5000)).task.feedback).toContain('Mind the ledger.');
});

test('“Lost or ended” leads to all that it counts', async ({ page, shop: _ }) => {
  await page.goto('/agents');
  await page.getByRole('button', { name: 'Lost or ended' }).click();
  await expect(page.getByLabel('Status')).toHaveValue('lost,killed');
  await expect(page).toHaveURL(/status=lost,killed/);
});

test('the figures of a period lead to the agents they count', async ({ page, shop: _ }) => {
  await page.goto('/agents');
  const figures = page.getByRole('region', { name: 'How they did' });
  await figures.getByRole('button', { name: '7d' }).click();
  await expect(page).toHaveURL(/period=7d/);
  await figures.getByRole('button', { name: 'By role, engine and reason' }).click();
  await expect(figures.getByRole('rowheader', { name: 'Coding' })).toBeVisible();
  await expect(figures.getByRole('rowheader', { name: 'Claude Code' })).toBeVisible();
  await figures.getByRole('button', { name: 'Completed' }).click();
  await expect(page).toHaveURL(/status=completed/);
  await expect(page.getByLabel('Status')).toHaveValue('completed');
  await page.reload();
  await expect(page.getByRole('row', { name: /Completed/ }).first()).toBeVisible();
});
