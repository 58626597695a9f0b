import { randomUUID } from 'node:crypto';
import { send } from '../test/support/protocol-runner';
import { findBarriers } from './support/find-barriers';
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
  // As people write it down elsewhere.
  await page.goto(`/exceptions/${asked.data.ref}`);
  await expect(page).toHaveURL(new RegExp(`/exceptions\\?e=${asked.data.ref}$`));
  await expect(page.getByRole('heading', { name: `Left or right for ${task.ref}?` })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByText(`${asked.data.ref} answered`)).toBeVisible();
  await expect(page.getByRole('heading', { name: `Left or right for ${task.ref}?` })).toBeHidden();
  const answer = await runner.as(assignment, 'GET', `questions/${questionId}?waitMs=2000`);
  expect(answer.data).toMatchObject({ answered: true, option: 'right' });
});

test('on a phone the decision that is chosen is brought into view', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  for (const title of ['Breaks first', 'Breaks second']) {
    await seedTask(url, projectId, title, { maxRetries: 0 });
    await runner.fail('process_crash');
  }
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto('/exceptions');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const row = page.getByRole('region', { name: /^Decisions/ }).getByRole('button', { name: /Breaks second/ });
  await row.last().click();
  await expect(page.locator('#decision').getByRole('link', { name: /Breaks second/ })).toBeInViewport();
});

test('the focus stays near what was decided, released or cleared', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const { ref } = await seedTask(url, projectId, 'Dismissed by key', { maxRetries: 0, filesHint: ['pool/'] });
  await runner.fail('process_crash');
  const focused = (within: string) =>
    page.evaluate((where) => document.activeElement?.matches(`${where}, ${where} *`), within);

  const failed = await send(url, 'GET', `/api/exceptions?taskId=${ref}`);
  await page.goto(`/exceptions?e=${failed.data[0].ref}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss without acting' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${failed.data[0].ref} dismissed`)).toBeVisible();
  await expect.poll(() => focused('#content')).toBe(true);

  await page.goto(`/tasks?project=${projectId}&q=${ref}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear 2 filters' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks$/);
  await expect.poll(() => focused('search')).toBe(true);
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
  await expect(page.getByText('Medium severity')).toBeVisible();
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
  await page.getByRole('menuitem', { name: /^You / }).click();
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

test('an answer for good is a rule of its project, which lists it and lets it go', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  await seedTask(url, projectId, 'Publishes it');
  const assignment = await runner.work('wants to publish');
  const asked = await runner.as(assignment, 'POST', 'questions', {
    questionId: randomUUID(),
    kind: 'permission',
    title: 'May it run npm publish?',
    body: 'npm publish --dry-run',
    options: [
      { id: 'allow', label: 'Allow', consequence: 'The agent runs it.' },
      { id: 'deny', label: 'Deny', consequence: 'The agent is told no.' },
    ],
    subject: { tool: 'Bash', input: 'npm publish --dry-run' },
  });
  await page.goto(`/exceptions?e=${asked.data.ref}`);
  await page.getByLabel('Always, in this project: Bash with exactly this input').check();
  await page.getByRole('button', { name: /Allow/ }).first().click();
  await expect(page.getByText(`${asked.data.ref} answered`)).toBeVisible();
  await page.goto(`/projects/${projectId}`);
  const rules = page.getByRole('region', { name: 'Answered by rule' });
  await expect(rules).toContainText('npm publish --dry-run');
  await expect(rules).toContainText(`in ${asked.data.ref}`);
  expect(await findBarriers(page)).toEqual([]);
  await rules.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove rule' }).click();
  await expect(rules).toBeHidden();
});

test('a task is stopped with a word why, from its own page, and started again', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const task = await seedTask(url, projectId, 'Runs away', { draft: true });
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Stop work' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No agent begins on it or its sub-tasks');
  await dialog.getByLabel('Why').fill('It wants to delete the cellar.');
  await expect(dialog).toContainText('No agent is at work there now.');
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Stop / }).click();
  await expect(page.getByText('This task is stopped')).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByText('This task is stopped')).toBeHidden();
});
