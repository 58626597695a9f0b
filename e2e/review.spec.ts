import { NO_USAGE, send } from '../test/support/protocol-runner';
import { findBarriers } from './support/find-barriers';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';
import { SHOP_FILES, SHOP_PATCH } from './support/shop-patch';

test('an approval names its commit, and the merge is seen to its end', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Needs a second pair of eyes', { riskLevel: 'HIGH' });
  await runner.carry('proof');
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Approve commit' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('9d41e77b0c6f4a1e8d2b5c3f7a9e0d1c2b3a4f5e');
  await expect(dialog).toContainText('3 files');
  await expect(dialog).toContainText('Proven');
  await expect(dialog).toContainText('0 of 1. One person approves it.');
  await dialog.getByRole('button', { name: 'Approve 9d41e77b' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Merging', { exact: true })).toBeVisible();
  await runner.end(await runner.mustClaim(5000));
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
});

test('changes are requested in words that the next agent gets', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Almost right', { riskLevel: 'HIGH' });
  await runner.carry('proof');
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Request changes' }).click();
  await expect(page.getByRole('button', { name: 'Send back' })).toBeDisabled();
  await page.getByLabel('What has to change').fill('Round only once.');
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  const next = await runner.mustClaim(5000);
  expect(next.task.feedback).toContain('Round only once.');
});

test('the changes show every file, name what is invisible, and remember what was viewed', async ({
  page,
  shop,
}) => {
  await page.goto(`/tasks/${shop.tasks.done}?tab=changes`);
  await expect(page.getByRole('navigation', { name: 'Changed files' })).toContainText('3 files');
  const file = page.getByRole('region', { name: 'src/money/assert-positive.ts', exact: true });
  await expect(file).toContainText('U+202E');
  await expect(file).toContainText('added: export function assertPositive');
  await file.getByRole('checkbox', { name: /^Viewed: @@ -0,0/ }).click();
  await expect(file.getByText('U+202E')).toBeHidden();
  await expect(file.getByLabel('Viewed', { exact: true }), 'its only hunk is').toBeChecked();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await expect(page.getByRole('link', { name: /^Added assert-positive\.ts/ })).toBeVisible();
  const first = page.getByRole('region', { name: 'src/orders/place-order.ts', exact: true });
  await expect(first.getByLabel('Viewed', { exact: true })).toBeChecked();
  await page.reload();
  await expect(file.getByLabel('Viewed', { exact: true })).toBeChecked();
  await expect(first.getByLabel('Viewed', { exact: true })).toBeChecked();
});

test('the checks show commands, exit codes and the end of the output', async ({ page, shop }) => {
  await page.goto(`/tasks/${shop.tasks.failing}?tab=checks`);
  const frozen = page.getByRole('region', { name: 'On the frozen commit' });
  await expect(frozen).toContainText('npm test');
  await expect(frozen).toContainText('exit 1');
  await expect(frozen.getByText('a refund is booked once')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Attempt 1, round 1' })).toBeVisible();
});

test('lines are commented in one column or in two, go back as one message, and each is shown with its answer', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Counts what is ordered', { riskLevel: 'HIGH' });
  await runner.carry('proof');
  await page.goto(`/tasks/${task.ref}?tab=changes`);
  const file = page.getByRole('region', { name: 'src/orders/place-order.ts', exact: true });
  const say = async (line: string, text: string) => {
    // Another layout may be drawn under the press.
    await expect(async () => {
      await file.getByRole('button', { name: `Comment on ${line}`, exact: true }).click();
      await expect(file.getByRole('textbox')).toBeVisible({ timeout: 2000 });
    }).toPass();
    await file.getByRole('textbox').fill(text);
    await file.getByRole('button', { name: 'Keep as draft' }).click();
    await expect(file.getByText(text)).toBeVisible();
  };
  const first = file.getByRole('button', { name: 'Comment on line 1', exact: true });
  const before = await first.boundingBox();
  await say('line 1', 'Never mind.');
  expect(await first.boundingBox(), 'the line stays where it was').toEqual(before);
  await say('line 10', 'Twice?');
  await page.getByRole('button', { name: 'Split' }).click();
  await expect(page).toHaveURL(/diff=split/);
  await expect(file.getByText('Twice?')).toBeVisible();
  await say('removed line 7', 'Why was this wrong?');
  const said = page.getByRole('region', { name: 'Comments on lines' });
  await expect(said).toContainText('3 comments not sent yet');
  await said.getByRole('button', { name: 'Take back the comment on line 1 of' }).click();
  await expect(said).toContainText('2 comments not sent yet');
  const files = page.getByRole('navigation', { name: 'Changed files' });
  await expect(files.getByRole('link')).toHaveCount(3);
  await files.getByLabel('Only the 1 file with comments').click();
  await expect(files.getByRole('link')).toHaveCount(1);
  await expect(files.getByRole('link', { name: /place-order\.ts 2 comments/ })).toBeVisible();
  await page.reload();
  await expect(files.getByRole('link')).toHaveCount(1);
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('button', { name: 'Request changes' }).click();
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
  const next = await runner.mustClaim(5000);
  await runner.begin(next);
  expect(await runner.hear(next, true), 'one message').toBe(1);
  const patch = SHOP_PATCH.replace('+  assertPositive(total);', '+  assertWhole(total);');
  const changes = { files: SHOP_FILES, patch, truncated: false };
  const message = 'Done.\n[1] It is another check now.\n[2] It left out how many were ordered.';
  await runner.finish(next, { headSha: 'e'.repeat(40), changes, message, usage: NO_USAGE });
  await runner.end(await runner.mustClaim(5000));
  const sent = page.getByRole('region', { name: 'Comments sent before' });
  await expect(sent).toContainText('What became of 2 comments');
  await expect(sent).toContainText('The agent: It is another check now.');
  await expect(sent.getByText('changed since', { exact: true })).toHaveCount(1);
  await expect(sent.getByText('not changed since', { exact: true })).toHaveCount(1);
  expect(await findBarriers(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Attempts' }).click();
  const attempts = page.getByRole('region', { name: 'Attempts', exact: true });
  await expect(attempts.getByRole('row')).toHaveCount(3);
  await expect(attempts.getByRole('row', { name: /Attempt 1/ })).toContainText('3 files');
  const between = page.getByRole('region', { name: 'What tells two apart' });
  await expect(between).toContainText('1 file differs, 2 changed the same way.');
  await expect(between).toContainText('assertWhole(total);');
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Activity' }).click();
  const time = page.getByRole('region', { name: 'Where the time went', exact: true });
  await expect(time.getByRole('listitem').filter({ hasText: 'Attempt 1 (work)' })).toBeVisible();
  await time.getByRole('button', { name: 'Table' }).click();
  await expect(page).toHaveURL(/time=table/);
  await expect(time.getByRole('row', { name: /Waiting for a person .* still/ })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

test('the merge line of a branch shows who is merged, who waits, and what came back with its failing test', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const folders = ['cellar/', 'attic/', 'garage/'];
  const works = [];
  for (const folder of folders)
    works.push(await seedTask(url, projectId, `Tidies the ${folder.slice(0, -1)}`, { filesHint: [folder] }));
  const begun = [await runner.work('tidies'), await runner.work('tidies'), await runner.work('tidies')];
  for (const one of begun) await runner.end(one);
  for (const _ of folders) await runner.end(await runner.mustClaim(5000));
  for (const { ref } of works) {
    const { headSha } = (await send(url, 'GET', `/api/tasks/${ref}`)).data;
    await send(url, 'POST', `/api/tasks/${ref}/approve`, { body: { headSha } });
  }
  await page.goto(`/merges?project=${projectId}`);
  const line = page.getByRole('list', { name: 'In line' });
  await expect(line.getByText('Waits for a runner')).toHaveCount(3);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  const merges = [];
  for (const _ of folders) merges.push(await runner.mustClaim(5000));
  for (const one of merges) await runner.begin(one);
  const [first, second, third] = merges as [(typeof begun)[0], (typeof begun)[0], (typeof begun)[0]];
  const says = (one: typeof first, phase: string, activity: string) =>
    runner.heartbeatWith(one, 1, { phase, activity });
  await says(third, 'waiting to merge', `Waits for ${first.taskRef} to be merged into main`);
  await says(second, 'bisecting', `Something breaks together; ${first.taskRef} first, to find out what`);
  await says(first, 'bisecting', `Proves ${first.taskRef} on main at 9d41e77b0c`);
  await expect(line.getByText('Looking for the culprit')).toHaveCount(2);
  await expect(line.getByRole('listitem').last()).toContainText('In line: Waits for');
  await runner.end(first);
  const message = `On top of main at 9d41e77b0c and ${first.taskRef}, test ends as failed. Alone it had passed.`;
  const failing = ['the house is tidy › from top to bottom'];
  const failed = { outcome: 'failed', reason: 'checks_failed', message, failing };
  await runner.finish(second, { ...failed, headSha: second.headSha });
  const back = page.getByRole('region', { name: 'Came back' });
  await expect(back).toContainText('the house is tidy › from top to bottom');
  await expect(back).toContainText(second.taskRef);
  await expect(page.getByRole('region', { name: 'Landed' })).toContainText(first.taskRef);
  await expect(line.getByRole('listitem')).toHaveCount(1);
  expect(await findBarriers(page)).toEqual([]);
  await runner.end(third);
  await expect(page.getByText('Nothing in line')).toBeVisible();
});
