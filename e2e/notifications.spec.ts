import { send } from '../test/support/protocol-runner';
import { startPushService } from '../test/support/push-service';
import { expect, test } from './support/fixtures';
import type { SeedRunner } from './support/seed-runner';
import { SHOP_FLOW, seedTask } from './support/seed-shop';

/** A task whose agent asks a person; its ref and the exception's. */
async function asked({ url, projectId, runner }: { url: string; projectId: string; runner: SeedRunner }) {
  const { ref } = await seedTask(url, projectId, 'Check the old orders');
  await runner.ask(await runner.work('asks'));
  const listed = await (await fetch(`${url}/api/exceptions?taskId=${ref}`)).json();
  return { ref, exception: listed.data[0].ref as string };
}

test('what needs you is told at the bell, and taken back when it is answered elsewhere', async ({
  page,
  workshop,
}) => {
  await page.goto('/tasks');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const { ref, exception } = await asked(workshop);
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName(/not read/);
  await bell.click();
  const told = page.getByRole('link', { name: new RegExp(`${ref} asks`) });
  await expect(told).toBeVisible();
  await page.request.patch(`/api/exceptions/${exception}`, { data: { option: 'leave' } });
  await expect(told).toBeHidden();
});

test('what happened while nobody looked is said to whoever comes back', async ({ page, shop: _ }) => {
  await page.addInitScript(() => {
    if (!sessionStorage.getItem('back'))
      localStorage.setItem('ao-seen-at', String(Date.now() - 3 * 3_600_000));
    sessionStorage.setItem('back', '1');
  });
  await page.goto('/tasks');
  const said = page.getByRole('status').filter({ hasText: 'While you were away:' });
  await expect(said).toContainText(/\d+ done.*, \d+ needs? you/);
  await page.getByRole('button', { name: 'Close the summary' }).click();
  await expect(said).toBeHidden();
});

test('the tab’s icon counts what needs a person', async ({ page, shop: _ }) => {
  await page.goto('/tasks');
  await expect(page.locator('link[rel="icon"][data-count]')).toHaveAttribute('href', /^data:image\/svg/);
});

test('people talk about a task: seen by others at once, as text whatever is written', async ({
  page,
  workshop,
}) => {
  const { ref } = await seedTask(workshop.url, workshop.projectId, 'Talk about it');
  await page.goto(`/tasks/${ref}?tab=discussion`);
  await expect(page.getByText('Nobody has said anything yet')).toBeVisible();
  await page.getByLabel('Comment', { exact: true }).fill('Is **this** <img src=x onerror=alert(1)> right?');
  await page.keyboard.press('Control+Enter');
  const said = page.getByRole('list', { name: 'Comments' }).getByRole('listitem');
  await expect(said).toContainText('Is this <img src=x onerror=alert(1)> right?');
  await fetch(`${workshop.url}/api/tasks/${ref}/discussion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'From elsewhere' }),
  });
  await expect(said).toHaveCount(2);
  await said.first().getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Your comment').fill('It is.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(said.first()).toContainText('It is.');
  await said.last().getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete comment' }).click();
  await expect(said).toHaveCount(1);
  await page.getByLabel('Assignee').selectOption({ index: 1 });
  await expect(page.getByLabel('Assignee')).not.toHaveValue('');
  await page.goto(`/tasks?assignee=me&project=${workshop.projectId}`);
  await expect(page.getByRole('link', { name: 'Talk about it' })).toBeVisible();
  await page.goto(`/tasks?assignee=none&project=${workshop.projectId}`);
  await expect(page.getByText('No task matches these filters')).toBeVisible();
});

test('the palette finds tasks by words and refs, agents and commands, by the keyboard alone', async ({
  page,
  shop,
}) => {
  await page.goto('/locks');
  const field = page.getByRole('combobox', { name: 'Search and commands' });
  const options = page.getByRole('option');
  const done = options.filter({ hasText: new RegExp(`${shop.tasks.done}(?!\\d)`) });
  await page.keyboard.press('Control+k');
  await field.fill('#negat amoun');
  await expect(done).toBeVisible();
  await field.fill(`#${shop.tasks.done}`);
  await expect(done).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/tasks/${shop.tasks.done}$`));
  const flow = await send(shop.runner.url, 'POST', '/api/flows', {
    body: { projectId: shop.project.id, document: { ...SHOP_FLOW, name: 'Count the till' } },
  });
  for (const words of ['count the ti', flow.data.ref.toLowerCase()]) {
    await page.keyboard.press('Control+k');
    await field.fill(words);
    await options.filter({ hasText: flow.data.ref }).click();
    await expect(page).toHaveURL(new RegExp(`/flows/${flow.data.ref}/edit$`));
  }
  await page.keyboard.press('Control+k');
  await field.fill('@render-receipt');
  await expect(options.first()).toContainText('Show the tax on every receipt');
  await field.fill('>theme');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  await field.fill('>new task');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New task' })).toBeVisible();
  await page.getByRole('button', { name: 'Search and commands' }).click();
  await field.fill('?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('a browser that was allowed to is told by its own worker, unless its person looks at it already', async ({
  page,
  context,
  workshop,
}) => {
  const service = await startPushService();
  // The one thing that is not there without a network: the service that gives a browser its address.
  await page.addInitScript((given) => {
    let made: unknown = null;
    PushManager.prototype.subscribe = async () => {
      made = {
        endpoint: given.endpoint,
        toJSON: () => given,
        unsubscribe: async () => {
          made = null;
          return true;
        },
      };
      return made as PushSubscription;
    };
    PushManager.prototype.getSubscription = async () => made as PushSubscription | null;
  }, service.subscription);
  await page.goto('/settings?tab=notifications');
  const toggle = page.getByLabel('Tell me in this browser');
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBeUndefined();
  await context.grantPermissions(['notifications'], { origin: new URL(page.url()).origin });
  await toggle.click();
  await expect(toggle).toBeChecked();
  await expect(page.getByRole('list', { name: 'Browsers that are told' })).toContainText('(this one)');

  const { ref, exception } = await asked(workshop);
  await expect.poll(() => service.received.length).toBeGreaterThan(0);
  const mine = () =>
    service.received.map(({ message }) => message).filter(({ title }) => String(title).startsWith(ref));
  await expect.poll(() => mine().length).toBe(1);
  const [said] = mine();
  expect(said).toMatchObject({
    title: `${ref} asks: Should old orders be checked too?`,
    url: `/exceptions?e=${exception}`,
  });

  // What was sealed for the browser and opened as it does is handed to its worker, as its push service would.
  const devtools = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  let registrationId = '';
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.at(-1)?.registrationId ?? registrationId;
  });
  await devtools.send('ServiceWorker.enable');
  await expect.poll(() => registrationId).not.toBe('');
  const deliver = (message: object) =>
    devtools.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId,
      data: JSON.stringify(message),
    });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  await deliver(said!);
  await expect.poll(shown).toEqual([{ title: said!.title, body: said!.body, tag: said!.tag }]);
  await deliver(said!);
  await expect.poll(shown).toHaveLength(1);

  await page.request.patch(`/api/exceptions/${exception}`, { data: { option: 'leave' } });
  await expect.poll(() => service.received.at(-1)?.message).toEqual({ withdrawn: said!.tag });
  await deliver({ withdrawn: said!.tag });
  await expect.poll(shown).toEqual([]);

  await page.bringToFront();
  await deliver({ ...said, url: '/settings?tab=notifications', tag: 'looked-at' });
  await deliver({ ...said, tag: 'elsewhere' });
  await expect.poll(async () => (await shown()).map(({ tag }) => tag)).toEqual(['elsewhere']);
  await toggle.click();
  await expect(page.getByText('(this one)')).toBeHidden();
  await expect(toggle).not.toBeChecked();
  await service.stop();
});

test('finished work is put away and brought back, and a task becomes a template of others', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const title = 'Write the letter of the month';
  const { ref } = await seedTask(url, projectId, title, { draft: true, labels: ['letters'], priority: 1 });
  await fetch(`${url}/api/tasks/${ref}/cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const list = `/tasks?project=${projectId}`;
  await page.goto(`/tasks/${ref}`);
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save as template…' }).click();
  await page.getByLabel('Name of the template').fill(`Letter of ${ref}`);
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByText(`“Letter of ${ref}” can be begun with`)).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText(`${ref} archived`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`${ref} back in the lists`)).toBeVisible();
  await page.goto(list);
  await page.getByLabel(`Pick ${ref}`).check();
  await page.getByRole('button', { name: 'Archive 1' }).click();
  await expect(page.getByRole('link', { name: title })).toBeHidden();
  await page.goto(`${list}&archived=true`);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await page.goto(`/tasks/new?project=${projectId}`);
  await page.getByLabel('Begin with').selectOption(`Letter of ${ref}`);
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await expect(page.getByLabel('Priority')).toHaveValue('1');
});
