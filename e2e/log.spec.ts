import { frame } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';
import { shopLog } from './support/shop-log';

test('the log reads as a conversation: words, calls with their results, checks', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=log`);
  const log = page.getByRole('log');
  await expect(log.getByText('Half cents slip through')).toBeVisible();
  const failing = log.getByRole('button', { name: /Bash npm test.*failed/ });
  await expect(failing).toHaveAttribute('aria-expanded', 'false');
  await failing.click();
  await expect(log.getByText('a price of 0.5 is refused')).toBeVisible();
  await expect(page.getByText(/26 lines, complete/)).toBeVisible();
});

test('what is searched for is found, also inside folded calls, and n goes on', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=log`);
  await expect(page.getByText(/lines, complete/)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('npm test');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.getByRole('log').focus();
  await page.keyboard.press('n');
  await expect(page.getByText('2 of 3')).toBeVisible();
  await page.keyboard.press('N');
  await expect(page.getByText('1 of 3')).toBeVisible();
});

test('a line has an address that opens it again', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=log`);
  const log = page.getByRole('log');
  await log.getByRole('button', { name: 'Pick line 16', exact: true }).click();
  await log.getByRole('button', { name: 'Pick line 19', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/L=16-19/);
  await page.reload();
  await expect(log.getByRole('button', { name: 'Pick line 17', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByText('Lines 16-19')).toBeVisible();
});

test('filters, errors only and raw lines change what is shown', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=log`);
  const log = page.getByRole('log');
  await expect(log.getByText('Half cents slip through')).toBeVisible();
  await page.getByRole('button', { name: 'Agent', exact: true }).click();
  await expect(log.getByText('Half cents slip through')).toBeHidden();
  await page.getByRole('button', { name: 'Errors only (e)' }).click();
  await expect(log.getByText('npm warn config')).toBeVisible();
  await expect(log.getByTitle('Written to standard error')).toHaveText('Errors');
  await expect(log.getByText('Workspace ready')).toBeHidden();
  await page.getByRole('button', { name: 'Errors only (e)' }).click();
  await page.getByRole('button', { name: 'Raw lines (r)' }).click();
  await expect(log.getByText('"type":"tool_use"').first()).toBeVisible();
});

test('lines arrive while they are written, and a reader who scrolls away is left alone', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Talks a lot');
  const assignment = await runner.work('talking');
  await page.goto(`/tasks/${task.ref}?tab=log`);
  const log = page.getByRole('log');
  await expect(log.getByText('Half cents slip through')).toBeVisible();
  let off = shopLog(false).length;
  const write = async (words: string[]) => {
    const bytes = Buffer.concat(words.map((word) => frame(3, `${word}\n`, Date.now())));
    await runner.append(assignment, off, bytes);
    off += bytes.length;
  };
  await write(Array.from({ length: 120 }, (_, index) => `spoken line ${index}`));
  await expect(log.getByText('spoken line 119')).toBeVisible();
  await log.hover();
  await page.mouse.wheel(0, -1500);
  await expect(page.getByText('Not following')).toBeVisible();
  await write(['one more word']);
  await expect(page.getByRole('button', { name: /Jump to live · 1 new/ })).toBeVisible();
  await expect(log.getByText('one more word')).toBeHidden();
  await page.getByRole('button', { name: /Jump to live/ }).click();
  await expect(log.getByText('one more word')).toBeVisible();
});

test('ten thousand lines are drawn a screenful at a time', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Writes a book');
  const assignment = await runner.mustClaim(5000);
  await runner.begin(assignment);
  let off = 0;
  for (let part = 0; part < 5; part += 1) {
    const lines = Array.from({ length: 2000 }, (_, index) =>
      frame(1, `page ${part * 2000 + index + 1} ${'word '.repeat(12)}\n`),
    );
    const bytes = Buffer.concat(lines.slice(0, 2000));
    await runner.append(assignment, off, bytes);
    off += bytes.length;
  }
  await page.goto(`/tasks/${task.ref}?tab=log`);
  await expect(page.getByText('10,000 lines so far')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('log').getByText('page 10000 ')).toBeVisible();
  await page.getByRole('log').focus();
  await page.keyboard.press('l');
  await expect(page.getByText('Not following')).toBeVisible();
  const drawn = await page.evaluate(async () => {
    const panel = document.querySelector('[role="log"]') as HTMLElement;
    let most = 0;
    for (let step = 0; step < 40; step += 1) {
      panel.scrollTop = (panel.scrollHeight * step) / 40;
      await new Promise(requestAnimationFrame);
      most = Math.max(most, panel.querySelectorAll('*').length);
    }
    return most;
  });
  // A screenful and a little more, whatever the length of the log: each line is a handful of elements.
  expect(drawn).toBeLessThan(3_000);
});

test('who opens a long log is shown its end before the rest, and is left at the line that is read', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Writes a chapter');
  const assignment = await runner.mustClaim(5000);
  await runner.begin(assignment);
  const lines = Array.from({ length: 2000 }, (_, index) =>
    frame(3, `sentence ${index + 1} of the chapter\n`),
  );
  await runner.append(assignment, 0, Buffer.concat(lines));
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/logs?fromLine=1', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/tasks/${task.ref}?tab=log`);
  const log = page.getByRole('log');
  await expect(log.getByText('sentence 2000 of the chapter')).toBeVisible();
  await expect(page.getByText('The end of the log; 1,700 lines before it being read.')).toBeVisible();
  await log.hover();
  await page.mouse.wheel(0, -3000);
  await expect(log.getByText('sentence 2000 of the chapter')).toBeHidden();
  const read = await log.evaluate((panel) => {
    const top = panel.getBoundingClientRect().top;
    const rows = [...panel.querySelectorAll('[data-index]')];
    return rows.find((row) => row.getBoundingClientRect().top >= top)?.textContent ?? '';
  });
  letThrough();
  await expect(page.getByText('2,000 lines so far')).toBeVisible();
  const words = /sentence \d+ of the chapter/.exec(read)?.[0] ?? 'nothing';
  await expect(log.getByText(words, { exact: true })).toBeInViewport();
  await log.focus();
  await page.keyboard.press('Home');
  await expect(log.getByText('sentence 1 of the chapter', { exact: true })).toBeInViewport();
});
