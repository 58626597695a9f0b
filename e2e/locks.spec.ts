import { findBarriers } from './support/find-barriers';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('held paths stand with their task, and appear and go by themselves', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await page.goto(`/locks?project=${projectId}`);
  await expect(page.getByText('No files are held')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const task = await seedTask(url, projectId, 'Digs the garden', { filesHint: ['garden/', 'tools/*.ts'] });
  await runner.work('digging');
  const row = page.getByRole('row', { name: /garden\// });
  await expect(row).toContainText(`${task.ref}Digs the garden`);
  await expect(page.getByRole('row', { name: /tools\/\*\.ts/ })).toBeVisible();
  await page.getByRole('button', { name: 'Tree' }).click();
  await expect(page.getByText(`*.tsheld by ${task.ref}`).last()).toBeVisible();
  await page.getByRole('button', { name: 'Matrix' }).click();
  await expect(page.getByRole('row', { name: 'garden/ holds' })).toBeVisible();
  await page.goto(`/locks?project=${projectId}`);
  await row.getByRole('link', { name: new RegExp(task.ref) }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Digs the garden' })).toBeVisible();
});

test('the check says who is in the way, and by what', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Holds the garden', { filesHint: ['garden/'] });
  await runner.work('digging');
  await page.goto(`/locks?project=${projectId}`);
  const check = page.getByRole('region', { name: 'Could these be locked?' });
  await check.getByLabel('Paths').fill('kitchen/sink.ts');
  await check.getByRole('button', { name: 'Check paths' }).click();
  await expect(check.getByText('Yes: nobody holds any of them now.')).toBeVisible();
  await check.getByLabel('Paths').fill('kitchen/sink.ts\ngarden/roses.ts');
  await check.getByRole('button', { name: 'Check paths' }).click();
  await expect(check.getByText('No: a task with these paths would wait.')).toBeVisible();
  await expect(check.getByRole('link', { name: `${task.ref} Holds the garden` })).toBeVisible();
  await expect(check.getByRole('status')).toContainText('which holds garden/');
});

test('who waits for whom is drawn, and the paths along the time', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const holder = await seedTask(url, projectId, 'Holds a pond', { filesHint: ['pond/'] });
  await runner.work('digging');
  const waits = [
    await seedTask(url, projectId, 'Wants the fish', { filesHint: ['pond/fish.ts'] }),
    await seedTask(url, projectId, 'Wants the reed', { filesHint: ['pond/reed.ts'] }),
  ];
  await runner.claim(0);
  await page.goto(`/locks?project=${projectId}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const drawn = page.getByRole('region', { name: 'Who waits for whom' });
  await expect(drawn.getByRole('listitem')).toHaveText([
    `${waits[0]?.ref}Wants the fishwaits for pond/fish.ts`,
    `${holder.ref}Holds a pondholds 1 path`,
    `${waits[1]?.ref}Wants the reedwaits for pond/reed.ts`,
  ]);
  const later = await seedTask(url, projectId, 'Wants the shore too', { filesHint: ['shore/', 'pond/'] });
  const meets = page.getByRole('region', { name: 'What will meet' });
  await expect(meets.getByRole('listitem').filter({ hasText: 'Turn 2' })).toContainText(
    `${later.ref} Wants the shore tooafter ${holder.ref} Holds a pond, which holds pond/`,
  );
  await page.getByRole('button', { name: 'Timeline' }).click();
  await expect(page).toHaveURL(/view=timeline/);
  const held = page.getByRole('region', { name: /^Held now/ });
  await expect(held.getByText(`${holder.ref} holds it for`)).toBeVisible();
  for (const { ref } of waits) await expect(held.getByText(`${ref} waits for`)).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

test('the same path of two projects is two paths', async ({ page, workshop, shop }) => {
  const { url, projectId, projectName, runner } = workshop;
  await seedTask(url, projectId, 'Elsewhere', { filesHint: ['src/receipts/'] });
  await runner.work('at work');
  for (const view of ['tree', 'matrix', 'timeline']) {
    await page.goto(`/locks?view=${view}`);
    for (const name of [projectName, shop.project.name])
      await expect(page.getByRole('region', { name, exact: true }), view).toContainText('receipts/');
  }
  await page.goto(`/locks?view=matrix&project=${projectId}`);
  await expect(page.getByRole('row', { name: /src\/receipts/ })).toHaveCount(1);
});

test('a path is released for a reason, and the reason stands in the events', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Holds a shed', { filesHint: ['shed/'] });
  await runner.work('hammering');
  await page.goto(`/locks?project=${projectId}`);
  await page.getByRole('button', { name: 'Release shed/' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Its agent goes on');
  await expect(dialog.getByRole('button', { name: 'Release file lock' })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('The shed burns');
  await dialog.getByRole('button', { name: 'Release file lock' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('No files are held')).toBeVisible();
  await page.goto(`/events?task=${task.ref}&type=lock.released`);
  await page.getByRole('button', { name: 'Payload of lock.released' }).first().click();
  await expect(page.getByText('The shed burns')).toBeVisible();
});

test('a page that cannot reach the server says so and keeps what it shows', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  await seedTask(url, projectId, 'Holds a shed', { filesHint: ['shed/'] });
  await runner.work('hammering');
  await page.goto(`/locks?project=${projectId}`);
  const row = page.getByRole('row', { name: /shed\// });
  await expect(row).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.route('**/api/locks?*', (route) => route.abort());
  await seedTask(url, projectId, 'Wakes the page', { draft: true });
  await expect(page.getByText(/^The server cannot be reached/)).toBeVisible();
  await expect(row).toBeVisible();
  await page.unroute('**/api/locks?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^The server cannot be reached/)).toBeHidden();
});
