import { randomUUID } from 'node:crypto';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('a question is answered with one key, and the agent gets that answer', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Has a question');
  const assignment = await runner.work('wonders');
  const questionId = randomUUID();
  const asked = await runner.as(assignment, 'POST', 'questions', {
    questionId,
    kind: 'question',
    title: `Left or right for ${task.ref}?`,
    body: 'Both ways are open.',
    options: [
      { id: 'left', label: 'Left', consequence: 'Shorter.' },
      { id: 'right', label: 'Right', consequence: 'Safer.' },
    ],
  });
  await page.goto(`/exceptions?e=${asked.data.ref}`);
  await expect(page.getByRole('heading', { name: `Left or right for ${task.ref}?` })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText(`${asked.data.ref} answered`)).toBeVisible();
  await expect(page.getByRole('heading', { name: `Left or right for ${task.ref}?` })).toBeHidden();
  const answer = await runner.as(assignment, 'GET', `questions/${questionId}?waitMs=2000`);
  expect(answer.data).toMatchObject({ answered: true, option: 'right' });
});

test('a question is answered in words on its task’s own page', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Wants words');
  const assignment = await runner.work('wonders');
  const questionId = randomUUID();
  await runner.as(assignment, 'POST', 'questions', {
    questionId,
    kind: 'question',
    title: 'How shall it be named?',
    body: '',
    options: [],
  });
  await page.goto(`/tasks/${task.ref}`);
  await expect(page.getByRole('button', { name: 'Send answer' })).toBeDisabled();
  await page.getByLabel('Answer in your own words').fill('Call it Ida.');
  await page.getByRole('button', { name: 'Send answer' }).click();
  await expect(page.getByRole('heading', { name: 'How shall it be named?' })).toBeHidden();
  const answer = await runner.as(assignment, 'GET', `questions/${questionId}?waitMs=2000`);
  expect(answer.data).toMatchObject({ answered: true, text: 'Call it Ida.' });
});

test('nothing is decided by typing numbers into a text', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await seedTask(url, projectId, 'Is careful');
  const asked = await runner.ask(await runner.work('wonders'));
  await page.goto(`/exceptions?e=${asked.data.ref}`);
  await page.getByLabel('Answer in your own words').fill('');
  await page.getByLabel('Answer in your own words').pressSequentially('12 of them');
  await expect(page.getByLabel('Answer in your own words')).toHaveValue('12 of them');
  await expect(page.getByRole('heading', { name: 'Should old orders be checked too?' })).toBeVisible();
});

test('failed checks wait for a person, who sends the task on with guidance', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Breaks a test', { maxRetries: 0 });
  await runner.carry('proof', true);
  await page.goto(`/tasks/${task.ref}`);
  await expect(page.getByText('Needs you', { exact: true }).first()).toBeVisible();
  await page.getByLabel('Guidance for the next agent').fill('Look at the ledger.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  const next = await runner.mustClaim(5000);
  expect(next.task.feedback).toContain('Look at the ledger.');
});

test('a budget that is spent is raised in place, and the task goes on with it', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Costs more than thought', {
    budgetMicros: 500_000,
    maxRetries: 0,
  });
  await runner.overspend(500_000);
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Raise the limit' }).click();
  const form = page.getByRole('form', { name: 'Raise a cap' });
  await expect(form).toContainText('Now $0.5000.');
  await form.getByLabel('Budget in dollars').fill('0.1');
  await expect(form.getByRole('button', { name: 'Raise and try again' })).toBeDisabled();
  await form.getByLabel('Budget in dollars').fill('2.50');
  await form.getByRole('button', { name: 'Raise and try again' }).click();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/of \$2\.50/)).toBeVisible();
});

test('a task is left out, and what was decided stays to be read', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Is not needed after all', { maxRetries: 0 });
  await runner.carry('proof', true);
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Skip it' }).click();
  await expect(page.getByText('Skipped', { exact: true }).first()).toBeVisible();
  await page.goto('/exceptions?show=decided');
  await page.getByRole('listitem').filter({ hasText: task.ref }).getByRole('button').click();
  const card = page.getByRole('region', { name: 'Checks failed' });
  await expect(card).toContainText('Skip it');
  await expect(card.getByRole('button')).toHaveCount(0);
});

test('decisions are given to somebody and put off together, and found again', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const refs: string[] = [];
  for (const title of ['Waits for Monday', 'Waits as well']) {
    await seedTask(url, projectId, title);
    refs.push((await runner.ask(await runner.work('wonders'))).data.ref);
  }
  await page.goto(`/exceptions?e=${refs[0]}`);
  const list = page.getByRole('region', { name: /^Decisions/ });
  for (const ref of refs) await list.getByLabel(`Pick ${ref}`, { exact: true }).check();
  await list.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('menuitem', { name: /\(you\)/ }).click();
  await expect(page.getByText('2 decisions assigned')).toBeVisible();
  await page.getByRole('button', { name: 'Mine', exact: true }).click();
  for (const ref of refs) await list.getByLabel(`Pick ${ref}`, { exact: true }).check();
  await list.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: /Until next week/ }).click();
  await expect(page.getByText('2 decisions snoozed')).toBeVisible();
  for (const ref of refs) await expect(list.getByLabel(`Pick ${ref}`, { exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Snoozed', exact: true }).click();
  for (const ref of refs) await expect(list.getByLabel(`Pick ${ref}`, { exact: true })).toBeVisible();
});
