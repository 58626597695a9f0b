import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

test('the board has every task in the column of its status, and the address keeps the view', async ({
  page,
  shop,
}) => {
  await page.goto(`/tasks?project=${shop.project.id}`);
  await page.getByRole('button', { name: 'Board' }).click();
  await expect(page).toHaveURL(/view=board/);
  await page.reload();
  for (const [column, ref] of [
    ['Not queued', shop.tasks.draft],
    ['Blocked', shop.tasks.blocked],
    ['Running', shop.tasks.running],
    ['Needs you', shop.tasks.failing],
    ['Review and merge', shop.tasks.review],
    ['Done', shop.tasks.done],
    ['Not done', shop.tasks.cancelled],
  ] as const) {
    await expect(page.getByRole('region', { name: new RegExp(`^${column}, \\d`) }), column).toContainText(
      ref,
    );
  }
});

test('a card offers only the moves that are legal, and moves', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const draft = await seedTask(url, projectId, 'Wants to move', { draft: true });
  await page.goto(`/tasks?project=${projectId}&view=board`);
  await page.getByRole('button', { name: `Move to… ${draft.ref}` }).click();
  const dialog = page.getByRole('dialog', { name: `Move ${draft.ref}` });
  await expect(dialog.getByRole('listitem').getByRole('button')).toHaveText(['Queue it', 'Cancel it']);
  await dialog.getByRole('button', { name: 'Queue it' }).click();
  await expect(dialog).toBeHidden();
  const queued = page.getByRole('region', { name: /^Queued, 1/ });
  await expect(queued).toContainText('Wants to move');
  await queued.getByRole('button', { name: `Move to… ${draft.ref}` }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').getByRole('button')).toHaveText(['Cancel it']);
});

test('a card is carried where it may go, and stays where a person cannot put it', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await seedTask(url, projectId, 'Carry me', { draft: true });
  await page.goto(`/tasks?project=${projectId}&view=board`);
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}, `) });
  const carry = async (to: string) => {
    await page.getByRole('listitem').filter({ hasText: 'Carry me' }).hover();
    await page.mouse.down();
    // A hand does not jump.
    const { x, y } = (await column(to).boundingBox())!;
    await page.mouse.move(x + 40, y + 60, { steps: 8 });
    await page.mouse.up();
  };
  await carry('Running');
  await expect(page.getByText(`${ref} stays where it is`)).toBeVisible();
  await expect(column('Not queued')).toContainText('Carry me');
  await carry('Queued');
  await expect(column('Queued')).toContainText('Carry me');
  await expect(page, 'no link was followed').toHaveURL(/view=board/);
});

test('many tasks are queued at once, and a refusal names its task', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const [one, two, gone] = [
    await seedTask(url, projectId, 'First of many', { draft: true }),
    await seedTask(url, projectId, 'Second of many', { draft: true }),
    await seedTask(url, projectId, 'Is gone by then', { draft: true }),
  ];
  await page.goto(`/tasks?project=${projectId}`);
  await page.getByLabel('Pick all of Not queued').check();
  const bar = page.getByRole('region', { name: 'Picked tasks' });
  await expect(bar).toContainText('3 picked');
  await page.route(`**/api/tasks/${gone.ref}`, async (route) => {
    await page.request.delete(`/api/tasks/${gone.ref}`);
    await route.continue();
  });
  await bar.getByRole('button', { name: 'Queue 3' }).click();
  await expect(page.getByRole('row', { name: new RegExp(`${one.ref} First of many`) })).toContainText(
    'Queued',
  );
  await expect(page.getByRole('row', { name: new RegExp(`${two.ref} Second of many`) })).toContainText(
    'Queued',
  );
  await expect(bar.getByRole('alert')).toContainText(gone.ref);
});

test('picked tasks are cancelled after asking once', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  const [one, two] = [
    await seedTask(url, projectId, 'Not wanted', { draft: true }),
    await seedTask(url, projectId, 'Not wanted either', { draft: true }),
  ];
  await page.goto(`/tasks?project=${projectId}`);
  await page.getByLabel(`Pick ${one.ref}`).check();
  await page.getByLabel(`Pick ${two.ref}`).check();
  await page.getByRole('button', { name: 'Cancel 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2 tasks' }).click();
  await expect(page.getByText('2 tasks changed')).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`${one.ref} Not wanted`) }).first()).toContainText(
    'Cancelled',
  );
});

test('the list is narrowed by type and label and sorted, all in the address', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  await seedTask(url, projectId, 'A wrong sum', { type: 'bug', labels: ['money'], draft: true });
  await seedTask(url, projectId, 'A plain wish', { labels: ['garden'], draft: true });
  await page.goto(`/tasks?project=${projectId}`);
  await page.getByLabel('Type').selectOption('bug');
  await expect(page.getByRole('link', { name: 'A plain wish' })).toBeHidden();
  await expect(page).toHaveURL(/type=bug/);
  await page.getByLabel('Type').selectOption('');
  await page.getByLabel('Label').fill('garden');
  await expect(page.getByRole('link', { name: 'A wrong sum' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'A plain wish' })).toBeVisible();
  await page.getByLabel('Sort').selectOption('number');
  await expect(page).toHaveURL(/sort=number/);
  await page.reload();
  await expect(page.getByLabel('Label')).toHaveValue('garden');
});
