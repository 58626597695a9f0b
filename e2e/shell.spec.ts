import { expect, test } from './support/fixtures';

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
  await page.unroute('**/api/events/stream*');
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
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
