import { send } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('the keyboard goes everywhere, and a sheet says how', async ({ page, shop: _ }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  for (const [key, title] of [
    ['t', 'Tasks'],
    ['f', 'Flows'],
    ['a', 'Agents'],
    ['r', 'Runners'],
    ['l', 'File locks'],
    ['e', 'Events'],
    ['u', 'Usage'],
    ['s', 'Settings'],
    ['d', 'API'],
    ['o', 'Overview'],
  ] as const) {
    await expect(async () => {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible({ timeout: 5000 });
    }).toPass();
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('New task');
  await page.getByLabel('Single-key shortcuts on').uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/$/);
});

test('the tab and the crumbs say where one is, by name', async ({ page, shop, problems }) => {
  await page.goto('/nothing-here');
  await expect(page).toHaveTitle(/There is nothing at this address/);
  problems.length = 0;
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
  for (const [path, says] of [
    [`/agents/${shop.agentId}`, `Agents/${shop.tasks.running}, attempt 1`],
    [`/runners/${shop.runner.runnerId}`, /^Runners\/ana-/],
    [`/projects/${shop.project.id}`, `Projects/${shop.project.name}`],
    [`/flows/runs/${shop.runId}`, 'Flows/Runs/Release the till'],
  ] as const) {
    await page.goto(path);
    await expect(crumbs.getByRole('list')).toHaveText(says);
  }
  await crumbs.getByRole('link', { name: 'Runs' }).click();
  await expect(page).toHaveURL(/\/flows\/runs$/);
});

test('a link that lost its secret says so, and leads on', async ({ page }) => {
  for (const path of ['/reset', '/verify', '/invitation']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'This link is not whole' }), path).toBeVisible();
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  }
});

test('a part of a page that the server no longer has is told, and a press loads the page anew', async ({
  page,
  shop,
  problems,
}) => {
  await page.goto(`/tasks?project=${shop.project.id}`);
  await page.route('**/_next/static/chunks/**', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('button', { name: 'Board' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'A part of this page could not be loaded' }),
  ).toBeVisible();
  await page.unroute('**/_next/static/chunks/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: /^Needs you, 1/ })).toBeVisible();
  problems.length = 0;
});

test('the first stop of the keyboard skips the rail', async ({ page }) => {
  await page.goto('/tasks');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('a chosen theme is there in the first byte of the next page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/tasks');
  await page.getByRole('button', { name: /Theme: system/ }).click();
  await page.getByRole('button', { name: /Theme: light/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const html = await (await page.request.get('/tasks')).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(14, 16, 19)');
});

test('the title counts what needs a person', async ({ page, shop: _ }) => {
  await page.goto('/tasks');
  await expect(page).toHaveTitle(/^\(\d+\+?\) Tasks · Agent Orchestrator$/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Agents' }).click();
  await expect(page).toHaveTitle(/^\(\d+\+?\) Agents/);
});

test('a broken connection is said, and mended by itself', async ({ page }) => {
  await page.route('**/api/events/stream*', (route) => route.abort());
  await page.goto('/tasks');
  await expect(page.getByText(/^(Reconnecting|Offline)$/)).toBeVisible();
  await expect(page.getByText('Live updates paused').or(page.getByText('No connection.'))).toBeVisible();
  await page.unroute('**/api/events/stream*');
  await page.getByRole('button', { name: 'Connect now' }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Connect now' })).toBeHidden();
});

test('without a network what was read stays, nothing is changed, and nothing is done later by itself', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const task = await seedTask(url, projectId, 'Read before the tunnel', { draft: true });
  await page.goto(`/tasks/${task.ref}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByRole('alert').filter({ hasText: 'No connection.' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
  await expect(page.getByText('You are offline: other pages open')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Read before the tunnel' })).toBeVisible();
  await page.getByRole('button', { name: 'Queue task' }).click();
  await expect(page.getByText('The server cannot be reached').first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'No connection.' })).toBeHidden();
  expect((await send(url, 'GET', `/api/tasks/${task.ref}`)).data.status).toBe('DRAFT');
});

test('without scripts lists and a task are there to be read', async ({ browser, shop }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { runner, project, tasks, runId } = shop;
  const open = async (path: string, heading: string | RegExp, ...words: (string | RegExp)[]) => {
    await page.goto(`${runner.url}${path}`);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    for (const one of words)
      await expect(page.getByText(one).filter({ visible: true }).first(), path).toBeVisible();
    await expect(page.locator('.skeleton').filter({ visible: true }), path).toHaveCount(0);
  };
  await open('/', 'Overview', 'Should old orders be checked too?');
  await open('/exceptions', 'Needs you', 'Should old orders be checked too?');
  await open(`/tasks?project=${project.id}`, 'Tasks', 'Book refunds once', 'Round totals half to even');
  await open(`/tasks?project=${project.id}&view=board`, 'Tasks', 'Book refunds once');
  const done = 'Reject orders with a negative amount';
  await open(`/tasks/${tasks.done}`, done, 'Leave the ledger alone.', /merged as commit/);
  await open(`/tasks/${tasks.done}?tab=activity`, done, 'Verification passed');
  await open(`/tasks/${tasks.done}?tab=changes`, done, 'assert-positive.ts');
  await open('/locks', 'File locks', 'src/receipts/');
  await open('/events', 'Events', /TASK-\d+/);
  await open('/usage', 'Usage', 'Tokens in', /^(shop|project)-\d/);
  await open('/runners', 'Runners', /^(ana|laptop)-/);
  await open('/projects', 'Projects', /^(shop|project)-\d/);
  await open('/flows/runs', /Runs/, 'Release the till');
  await open(`/flows/runs/${runId}?view=table`, 'Release the till', 'Agree on the release');
  await open('/agents', 'Agents', /TASK-\d+/);
  await context.close();
});

test('a phone has its navigation below, and nothing is wider than the screen', async ({ page, shop }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const paths = [
    '/',
    '/tasks',
    `/tasks/${shop.tasks.done}`,
    `/tasks/${shop.tasks.done}?tab=changes`,
    '/flows',
    '/flows/new',
    '/agents',
    '/locks',
    '/merges',
    '/events',
    '/usage',
    '/settings',
    '/settings?tab=runners',
    '/docs/api',
    '/runners',
    '/projects',
    '/exceptions',
    '/connect',
    '/tasks/new',
    '/tasks/import',
    '/tasks?view=board',
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      path,
    ).toBeLessThanOrEqual(0);
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
});

test('what does not exist says so, with the rail still there', async ({ page }) => {
  for (const path of [
    '/tasks/TASK-999999',
    '/tasks/nonsense',
    '/agents/agent_1',
    `/projects/proj_${'0'.repeat(32)}`,
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByText('There is nothing with this name')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  }
});
