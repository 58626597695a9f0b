import { expect, test } from './support/fixtures';

test('every operation of the document stands on one page with an address', async ({ page }) => {
  const document = await (await page.request.get('/api/openapi.json')).json();
  const names = Object.values(
    document.paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto('/docs/api#createTask');
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible();
  const counted = await page.evaluate(
    (all) => all.map((name) => [name, document.querySelectorAll(`#${name}`).length]),
    names,
  );
  expect(counted.filter(([, times]) => times !== 1)).toEqual([]);
  await expect(page.locator('#createTask')).toBeInViewport();
  expect(new Set(asked).size, 'hosts that the page asks').toBe(1);
});

test('a link to a shape leads to it, and none leads nowhere', async ({ page }) => {
  for (const path of ['/docs/api', '/docs/api?q=cancel']) {
    await page.goto(path);
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="#"]')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !document.getElementById(href.slice(1))),
    );
    expect([...new Set(dead)], path).toEqual([]);
  }
});

test('words narrow the page, and the line to copy calls this server', async ({ page }) => {
  await page.goto('/docs/api');
  await page.getByLabel('Filter operations').fill('canceltask');
  await expect(page).toHaveURL(/q=canceltask/);
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(1);
  const command = await page.getByRole('region', { name: 'Command for cancelTask' }).innerText();
  expect(command).toContain("curl -X POST -H 'content-type: application/json'");
  expect(command).toContain(`${new URL(page.url()).origin}/api/tasks/TASK-12/cancel`);
  await page.getByLabel('Filter operations').fill('no such thing at all');
  await expect(page.getByText('No operation matches')).toBeVisible();
});

test('the reference reads without any script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/docs/api?q=approve`);
  await expect(page.getByText('Approve the commit that was seen')).toBeVisible();
  await context.close();
});
