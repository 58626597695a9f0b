import type { Page } from '@playwright/test';
import { send } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { screenOf } from './support/screen';
import { SHOP_FLOW } from './support/seed-shop';

/** The page that was made by hand shows the same when its address is opened anew; `left` are lines that other tests change. */
async function reloads(page: Page, says: RegExp, left = /^$/) {
  await expect(page).toHaveURL(says);
  // Also those that wait a moment before they are seen.
  const still = page.locator('#content .skeleton');
  const shown = async () => {
    await expect(still).toHaveCount(0);
    return (await screenOf(page)).filter((line) => !left.test(line));
  };
  // What was chosen last may still be on its way to the screen.
  let before: string[] = [];
  await expect(async () => {
    const was = before;
    before = await shown();
    expect(before.length).toBeGreaterThan(0);
    expect(before).toEqual(was);
  }).toPass({ intervals: [300] });
  await page.reload();
  await expect.poll(shown, { message: page.url() }).toEqual(before);
}
/** Presses once the page's scripts listen. */
async function press(page: Page, name: string) {
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByRole('button', { name, exact: true }).click();
}

test('the list of tasks shows the same when it is loaded anew, in every view and with every filter', async ({
  page,
  shop,
}) => {
  // The rows of before stay until those that were asked for are there.
  const answered = (word: string) =>
    page.waitForResponse((one) => one.url().includes('/api/tasks?') && one.url().includes(word));
  await page.goto(`/tasks?project=${shop.project.id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.getByLabel('Sort', { exact: true }).selectOption('number');
  const unassigned = answered('assignee');
  await page.getByLabel('Assignee').selectOption('none');
  await unassigned;
  await reloads(page, /(?=.*project=)(?=.*sort=number)(?=.*assignee=none)/);
  for (const [word, view] of Object.entries({ Board: 'board', Graph: 'graph', Table: 'table' })) {
    await press(page, word);
    await reloads(page, new RegExp(`view=${view}`));
  }
  await page.getByLabel('Status', { exact: true }).selectOption('DRAFT');
  const critical = answered('CRITICAL');
  await page.getByLabel('Risk', { exact: true }).selectOption('CRITICAL');
  await critical;
  await expect(page.getByRole('link', { name: /Round totals/ })).toBeHidden();
  await reloads(page, /(?=.*status=DRAFT)(?=.*risk=CRITICAL)/);
  await expect(page.getByRole('link', { name: /Move the ledger/ })).toBeVisible();
});

test('a task shows the same when it is loaded anew: its tab, the picked lines, the layout of its changes', async ({
  page,
  shop,
}) => {
  await page.goto(`/tasks/${shop.tasks.done}`);
  await page.getByRole('tab', { name: 'Log' }).click();
  const line = (n: number) =>
    page.getByRole('log').getByRole('button', { name: `Pick line ${n}`, exact: true });
  await line(16).click();
  await line(19).click({ modifiers: ['Shift'] });
  await reloads(page, /tab=log.*L=16-19/);
  await expect(line(17)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in the log' }).fill('npm test');
  await reloads(page, /find=npm\+test/);
  await expect(page.getByRole('searchbox', { name: 'Search in the log' })).toHaveValue('npm test');
  await page.getByRole('tab', { name: 'Changes' }).click();
  await press(page, 'Split');
  await reloads(page, /(?=.*tab=changes)(?=.*diff=split)/);
  await page.getByRole('tab', { name: 'Activity' }).click();
  await reloads(page, /tab=activity/);
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true');
});

test('locks, events, decisions, agents and settings show the same when they are loaded anew', async ({
  page,
  shop,
}) => {
  await page.goto(`/locks?project=${shop.project.id}`);
  for (const [word, view] of Object.entries({ Tree: 'tree', Matrix: 'matrix', Timeline: 'timeline' })) {
    await press(page, word);
    await reloads(page, new RegExp(`view=${view}`));
  }
  await page.goto('/events');
  await page.getByLabel('Type', { exact: true }).selectOption('verify');
  await page.getByLabel('Task', { exact: true }).fill(shop.tasks.done);
  await expect(page).toHaveURL(/task=TASK/);
  // What was shown before stays until the answer has come.
  const passed = page.getByRole('button', { name: /verify\.passed/ });
  await expect(passed).toHaveCount(1);
  await passed.click();
  await reloads(page, /e=\d+/);
  await page.goto('/exceptions');
  const open = page.getByRole('region', { name: /^Decisions/ });
  await open
    .getByRole('button', { name: /Book refunds once/ })
    .first()
    .click();
  await reloads(page, /e=EXC-\d+/, /^(to|H2 Decisions|chosen|Pick)/);
  await expect(page.locator('#decision')).toContainText('Book refunds once');
  await page.goto('/agents');
  await page.getByLabel('Status', { exact: true }).selectOption({ index: 1 });
  await press(page, '7d');
  await reloads(page, /period=7d/, /^to/);
  await page.goto('/settings');
  await page.getByRole('tab', { name: 'Runners' }).click();
  await reloads(page, /tab=runners/, /^(to|H3)/);
});

test('a run of a flow shows the same when it is loaded anew, and Back closes what stands beside', async ({
  page,
  shop,
}) => {
  const { url } = shop.runner;
  const body = { projectId: shop.project.id, document: { ...SHOP_FLOW, name: 'Shown again' } };
  const flow = await send(url, 'POST', '/api/flows', { body });
  const run = await send(url, 'POST', '/api/flow/execute', { body: { flowId: flow.data.ref } });
  const path = `/flows/${flow.data.ref}/runs/${run.data.id}`;
  await page.goto(path);
  for (const [word, view] of Object.entries({ Gantt: 'gantt', Table: 'table', Graph: 'graph' })) {
    await press(page, word);
    await reloads(page, new RegExp(`view=${view}`));
  }
  await press(page, 'Table');
  const beside = page.getByRole('region', { name: 'Ship a hotfix' });
  await page.getByRole('button', { name: /Ship a hotfix/ }).click();
  await expect(beside).toBeVisible();
  await page.getByRole('button', { name: /^Agree on the release/ }).click();
  await reloads(page, /node=agree/);
  await page.goBack();
  await expect(page).toHaveURL(/view=table$/);
  await expect(page.locator('#peek')).toBeHidden();
  await page.getByRole('button', { name: 'Reject Agree on the release' }).first().click();
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/t=\d+/);
  const shown = await moment.inputValue();
  await page.reload();
  await expect(moment).toHaveValue(shown);
  await page.goto(`/flows/${flow.data.ref}/edit`);
  await press(page, 'Outline');
  await reloads(page, /view=outline/);
  await page.getByRole('row', { name: /^Ship a hotfix/ }).click();
  const instructions = page.getByRole('region', { name: 'Inspector' }).getByLabel('instructions');
  await expect(instructions).toHaveValue('Ship it.');
  await reloads(page, /node=hotfix/);
  await expect(instructions).toHaveValue('Ship it.');
});

test('the words of the filter give way to another address of the same page', async ({ page, shop }) => {
  await page.goto(`/events?task=${shop.tasks.done}`);
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue(shop.tasks.done);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' }).click();
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('');
  await expect(page).toHaveURL(/\/events$/);
});

test('j and k walk the rows of a page, and Enter opens one', async ({ page, shop }) => {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
  for (const path of [
    '/agents',
    '/runners',
    '/projects',
    '/flows',
    '/locks',
    `/tasks?project=${shop.project.id}`,
  ]) {
    await page.goto(path);
    const rows = page.locator('#content :is(a.covering, tbody a)').filter({ visible: true });
    await expect(rows.first(), path).toBeVisible();
    await page.keyboard.press('j');
    await expect.poll(focused, { message: path }).toMatch(/^\/\w+\/\w/);
  }
  const first = await focused();
  await page.keyboard.press('j');
  await expect.poll(focused).not.toBe(first);
  await page.keyboard.press('k');
  await expect.poll(focused).toBe(first);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${first}$`));
});
