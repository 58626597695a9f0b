import { send } from '../../../test/support/protocol-runner';
import { expect, test } from '../../support/fixtures';
import { notePointer, tabTo } from '../../support/keyboard';
import { SeedRunner } from '../../support/seed-runner';
import { seedProject } from '../../support/seed-shop';

test('without any pointer a machine is connected, a task is made, its question answered, its lines commented and its commit approved', async ({
  page,
  workshop: { url },
}) => {
  const press = (key: string) => page.keyboard.press(key);
  const nothingPointed = await notePointer(page);
  const name = `keys-${Date.now()}`;
  const project = await seedProject(url, name);

  // A machine is connected by the command that the page shows.
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await press('g');
  await press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Connect a machine' })).toBeVisible();
  await tabTo(page, page.getByLabel('Name of the machine'));
  await page.keyboard.type(name);
  await press('Enter');
  const show = page.getByRole('button', { name: 'Show', exact: true });
  await tabTo(page, show);
  await press('Enter');
  const command = await page.locator('code', { hasText: /connect.*aoe_\w{20}/ }).innerText();
  const machine = await new SeedRunner(url).arrive(name, project.id, /aoe_\w+/.exec(command)?.[0]);
  await expect(page.getByRole('status').filter({ hasText: `${name} is connected` })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Run a test task' }));

  // A task is made.
  await press('c');
  await expect(page.getByLabel('Title')).toBeFocused();
  await page.keyboard.type(`Keys of ${name}`);
  await tabTo(page, page.getByLabel('Project'));
  await page.keyboard.type(name);
  await tabTo(page, page.getByLabel('Risk'));
  await page.keyboard.type('High');
  await press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Keys of ${name}` })).toBeVisible();

  // Its agent asks, and is answered in the inbox.
  const asking = await machine.work('wonders');
  const { ref } = (await machine.ask(asking)).data;
  await press('g');
  await press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'Needs you' })).toBeVisible();
  const decisions = page.getByRole('region', { name: /^Decisions/ });
  await tabTo(page, decisions.getByRole('button', { name: new RegExp(`Keys of ${name}`) }));
  await press('Enter');
  const decision = page.locator('#decision');
  await expect(decision.getByRole('link', { name: new RegExp(`Keys of ${name}`) })).toBeVisible();
  await press('2');
  await expect(page.getByText(`${ref} answered`)).toBeVisible();
  expect((await send(url, 'GET', `/api/exceptions/${ref}`)).data).toMatchObject({ status: 'resolved' });
  await machine.end(asking);
  await machine.end(await machine.mustClaim());

  // Its changes are read, a line is commented, and it goes back.
  const toReview = page.getByRole('region', { name: /^Ready to review/ }).getByRole('link', {
    name: new RegExp(`Keys of ${name}`),
  });
  await tabTo(page, toReview);
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Keys of ${name}` })).toBeVisible();
  await tabTo(page, page.getByRole('tab', { selected: true }));
  const changes = page.getByRole('tab', { name: /^Changes/ });
  for (
    let step = 0;
    step < 9 && !(await changes.evaluate((tab) => tab === document.activeElement));
    step += 1
  )
    await press('ArrowRight');
  await press('Enter');
  const file = page.getByRole('region', { name: 'src/orders/place-order.ts', exact: true });
  await tabTo(page, file.getByRole('button', { name: 'Comment on line 10', exact: true }));
  await press('Enter');
  await expect(file.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Twice?');
  await press('Control+Enter');
  await expect(file.getByText('Twice?')).toBeVisible();
  await expect(file.getByRole('button', { name: 'Comment on line 10', exact: true })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Comments on lines' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Request changes' }));
  await press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Send back' }));
  await press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const again = await machine.work('looks once more');
  expect(await machine.hear(again, true)).toBe(1);
  await machine.end(again);
  await machine.end(await machine.mustClaim());

  // The next commit is approved, and merged.
  const approve = page.getByRole('button', { name: 'Approve commit' });
  await tabTo(page, approve);
  await press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: /^Approve [0-9a-f]{8}$/ }));
  await press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await machine.end(await machine.mustClaim());
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  machine.leave();
  expect(await nothingPointed()).toEqual([]);
});
