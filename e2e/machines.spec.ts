import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { LAPTOP, SeedRunner } from './support/seed-runner';

/** The step of the list that connects; the ones beside it install and start the runner. */
const connectCommand = (page: Page) =>
  page
    .getByRole('region', { name: '2. Run it on the machine' })
    .locator('code')
    .filter({ hasText: 'agent-orchestrator connect' });

test('a machine is connected by the command and seen to arrive, with its own findings', async ({
  page,
  workshop,
}) => {
  await page.goto('/connect');
  const name = `new-laptop-${randomUUID().slice(0, 6)}`;
  await page.getByLabel('Name of the machine').fill(name);
  await page.getByRole('button', { name: 'Make the command' }).click();
  await expect(page.getByText(/Valid for 1[45]m/)).toBeVisible();
  await expect(page.getByText('Waiting for your machine…')).toBeVisible();
  const masked = await connectCommand(page).innerText();
  expect(masked).not.toMatch(/aoe_[0-9A-Za-z]{20}/);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const command = await connectCommand(page).innerText();
  const token = /aoe_\w+/.exec(command)?.[0] ?? '';

  const machine = new SeedRunner(workshop.url);
  const enrolled = await machine.enrollWith(token, name, LAPTOP);
  expect(enrolled.status).toBe(201);
  await expect(page.getByRole('status').getByText(name)).toBeVisible();
  await expect(page.getByText(`${LAPTOP.os} ${LAPTOP.arch} · Claude Code`)).toBeVisible();
  const check = page.getByRole('region', { name: 'Flight check · 2 of 3 good' });
  await expect(check.getByRole('listitem')).toHaveText([
    /Only 6 GB are free.*agent-orchestrator clean/,
    'git 2.43.0 is installed',
    'Claude Code 2.1.329 is logged in by subscription',
  ]);
  await expect(check.getByRole('img')).toHaveCount(3);
  await expect(check.getByRole('img', { name: 'Warning' })).toBeVisible();
  await expect(check.getByRole('button', { name: 'Copy the fix' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run a test task' })).toBeEnabled();
});

test('the test task goes to the chosen project and is followed to its end', async ({ page, workshop }) => {
  await page.goto('/connect');
  await page.getByRole('button', { name: 'Make the command' }).click();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const command = await connectCommand(page).innerText();
  await new SeedRunner(workshop.url).enrollWith(/aoe_\w+/.exec(command)?.[0] ?? '', 'tester');
  await page.getByLabel('Project').selectOption({ label: workshop.projectName });
  const first = page.getByRole('link', { name: 'Create your first task' });
  await expect(first, 'whoever needs no test goes on at once').toHaveAttribute(
    'href',
    `/tasks/new?project=${workshop.projectId}`,
  );
  await page.getByRole('button', { name: 'Run a test task' }).click();
  await expect(page.getByText('Say hello from tester')).toBeVisible();
  const assignment = await workshop.runner.mustClaim(5000);
  expect(assignment.task).toMatchObject({ role: 'healthcheck', riskLevel: 'LOW' });
  await workshop.runner.begin(assignment);
  await workshop.runner.finish(assignment, { headSha: null });
  await expect(page.getByRole('status').getByText('Done', { exact: true })).toBeVisible({ timeout: 15_000 });
  await first.click();
  await expect(page.getByLabel('Project')).toHaveValue(workshop.projectId);
});

test('a runner is paused, takes nothing, is resumed, and is revoked after asking', async ({
  page,
  workshop,
}) => {
  const { runner } = workshop;
  await page.goto(`/runners/${runner.runnerId}`);
  await page.getByRole('button', { name: 'Pause runner' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Fan is loud');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause runner' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await expect(page.getByText('Paused: Fan is loud')).toBeVisible();
  await page.getByRole('button', { name: 'Resume runner' }).click();
  await expect(page.getByText('Online', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByRole('button', { name: 'Revoke runner' }).click();
  await expect(page.getByText('Its key is void.')).toBeVisible();
  expect((await runner.claim(0)).status).toBeGreaterThanOrEqual(401);
});

test('a runner’s page shows its flight check with the fix to copy', async ({ page, shop }) => {
  await page.goto(`/runners/${shop.runner.runnerId}`);
  const check = page.getByRole('region', { name: 'Flight check' });
  await expect(check).toContainText('Only 6 GB are free');
  await expect(check.getByRole('button', { name: 'Copy the fix' })).toBeVisible();
  await expect(page.getByText('Sandbox: bubblewrap')).toBeVisible();
});

test('a project is added with its checks as argument lists, and a bad report says what to do', async ({
  page,
  workshop,
}) => {
  await page.goto('/projects/new');
  const name = `repo ${randomUUID().slice(0, 6)}`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Repository' }).fill('not a path');
  await page.getByRole('button', { name: 'npm test' }).click();
  await page.getByRole('button', { name: 'Another check' }).click();
  await page.getByLabel('Name of the check').nth(1).fill('own');
  await page.getByLabel('Command', { exact: true }).nth(1).fill('node --test "tests/a b.js"');
  await expect(page.locator('code', { hasText: 'tests/a b.js' })).toBeVisible();
  await page.getByRole('button', { name: 'Add project' }).click();
  await expect(page.getByText('must be an absolute folder')).toBeVisible();
  await page.getByRole('textbox', { name: 'Repository' }).fill('/home/ana/code/thing');
  await page.getByRole('button', { name: 'Add project' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const id = /proj_\w+/.exec(page.url())?.[0] ?? '';
  const told = await workshop.runner.call('POST', '/api/runner/projects', {
    reports: [{ projectId: id, state: 'bare', detail: 'core.bare is true' }],
  });
  expect(told.status, JSON.stringify(told.error)).toBe(200);
  const reports = page.getByRole('region', { name: 'On the machines' });
  await expect(reports).toContainText('Bare repository', { timeout: 15_000 });
  await expect(reports).toContainText('Give the path of a normal clone');
  await expect(page.getByLabel('Command', { exact: true }).nth(1)).toHaveValue('node --test "tests/a b.js"');
});
