import { beforeScripts } from './support/before-scripts';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a task is created from the keyboard alone and lands in the queue', async ({ page, workshop }) => {
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1, name: 'Tasks' })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByLabel('Title')).toBeFocused();
  await page.keyboard.type('Water the plants');
  await page.getByLabel('Project').selectOption({ label: workshop.projectName });
  await page.getByLabel('Files it will change').fill('garden/\n');
  await expect(page.getByText('No one holds these files now.')).toBeVisible();
  await page.getByLabel('Title').press('Control+Enter');
  await expect(page).toHaveURL(/\/tasks\/TASK-\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Water the plants' })).toBeVisible();
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();
});

test('what is written before the scripts of the page have come is kept', async ({ page, workshop }) => {
  const { url, projectName } = workshop;
  await beforeScripts(page, `${url}/tasks/new`, async () => {
    await page.getByLabel('Title').fill('Written early');
    await page.getByLabel('Files it will change').fill('early/');
    await page.getByLabel('Project').selectOption({ label: projectName });
  });
  await expect(page.getByText('No one holds these files now.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep out of the queue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Written early' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText('early/');
  await expect(page.getByText(projectName).first()).toBeVisible();
});

test('a project that somebody makes meanwhile does not take the place of the one a form shows', async ({
  page,
  workshop,
}) => {
  const { url } = workshop;
  await page.goto(`${url}/tasks/new`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const field = page.getByLabel('Project', { exact: true });
  const shown = await field.inputValue();
  const name = `meanwhile-${Date.now()}`;
  await page.request.post(`${url}/api/projects`, { data: { name, repo: '/srv/meanwhile' } });
  await expect(field.locator('option', { hasText: name })).toHaveCount(1);
  await expect(field).toHaveValue(shown);
});

test('a form that is not right says where, and keeps what was written', async ({ page, workshop: _ }) => {
  await page.goto('/tasks/new');
  await page.getByLabel('Description').fill('kept');
  await page.getByText('Limits and engine').click();
  await page.getByLabel('Budget in dollars').fill('much');
  await page.getByRole('button', { name: 'Create and queue' }).click();
  await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Title')).toBeFocused();
  await expect(page.getByLabel('Budget in dollars')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Description')).toHaveValue('kept');
});

test('files are given to a task: chosen before it is made, pasted after; what is refused loses nothing', async ({
  page,
  workshop,
}) => {
  await page.goto('/tasks/new');
  await page.getByLabel('Title').fill('Rebuild the page from its picture');
  await page.getByLabel('Project').selectOption({ label: workshop.projectName });
  const chosen = page.getByRole('group', { name: 'Attached files' });
  await chosen.getByLabel('Files to attach').setInputFiles([
    { name: 'page.png', mimeType: 'image/png', buffer: PIXEL },
    { name: 'notes.html', mimeType: 'text/html', buffer: Buffer.from('<script>document.title = 1</script>') },
    { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await expect(chosen.getByRole('alert')).toHaveText('nothing.txt is empty.');
  // The second file does not come through at first: the task waits outside of the queue, and nothing is lost.
  await page.route('**/attachments?name=notes.html', (route) => route.abort());
  await page.getByRole('button', { name: 'Create and queue' }).click();
  const unfinished = page.getByRole('alert').filter({ hasText: 'kept out of the queue' });
  await expect(unfinished).toContainText('1 file did not arrive');
  await page.unrouteAll();
  await unfinished.getByRole('button', { name: 'Try again' }).click();
  await expect(page).toHaveURL(/\/tasks\/TASK-\d+$/);
  await expect(page.getByText('Queued', { exact: true }).first()).toBeVisible();

  const files = page.getByRole('region', { name: 'Attached files' });
  await expect(files.getByRole('link')).toHaveText(['page.png', 'notes.html']);
  const shown = files.locator('img');
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  const saving = page.waitForEvent('download');
  await files.getByRole('link', { name: 'notes.html' }).click();
  expect((await saving).suggestedFilename()).toBe('notes.html');
  await files.evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(['what was seen'], 'pasted.txt'));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(files.getByRole('link')).toHaveText(['page.png', 'notes.html', 'pasted.txt']);
  await files.getByRole('button', { name: 'Delete page.png' }).click();
  await page.getByRole('button', { name: 'Delete file' }).click();
  await expect(files.getByRole('link')).toHaveText(['notes.html', 'pasted.txt']);
});

test('files that are held are named before the task is queued', async ({ page, workshop }) => {
  const { url, projectId, projectName, runner } = workshop;
  const holder = await seedTask(url, projectId, 'Holds the garden', { filesHint: ['garden/'] });
  await runner.work('digging');
  await page.goto('/tasks/new');
  await page.getByLabel('Project').selectOption({ label: projectName });
  await page.getByLabel('Files it will change').fill('garden/roses.ts');
  await expect(page.getByRole('link', { name: new RegExp(`${holder.ref} Holds the garden`) })).toBeVisible();
});

test('filters live in the address, survive a reload and can be cleared', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  await seedTask(url, projectId, 'A dangerous thing', { riskLevel: 'CRITICAL', draft: true });
  await seedTask(url, projectId, 'A harmless thing', { riskLevel: 'LOW', draft: true });
  await page.goto(`/tasks?project=${projectId}`);
  await expect(page.getByRole('link', { name: 'A harmless thing' })).toBeVisible();
  await page.getByLabel('Risk').selectOption('CRITICAL');
  await expect(page).toHaveURL(/risk=CRITICAL/);
  await expect(page.getByRole('link', { name: 'A harmless thing' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('link', { name: 'A dangerous thing' })).toBeVisible();
  await page.getByLabel('Search tasks').fill('no such words');
  await expect(page.getByText('No task matches these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear 3 filters' }).click();
  await expect(page).toHaveURL(/\/tasks$/);
});

for (const width of [1280, 1440, 1920, 768, 390])
  test(`what narrows the list comes whole and moves nothing, at ${width} pixels`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.addInitScript(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        // The chip of the connection and times that go on are worth a thousandth; a row of the list far more.
        for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[])
          if (shift.value > 0.002) moved.push(JSON.stringify(shift));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`/tasks?project=${shop.project.id}`);
    await expect(page.getByLabel('Search tasks')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Round totals half to even' })).toBeVisible();
    expect(await page.evaluate(() => (window as never as { moved: string[] }).moved)).toEqual([]);
    const unfold = page.getByRole('button', { name: 'Filters', exact: true });
    if (await unfold.isVisible()) await unfold.click();
    await expect(page.getByLabel('Type')).toBeVisible();
    const cut = await page.locator('search select').evaluateAll((selects) =>
      (selects as HTMLSelectElement[]).flatMap((select) => {
        const alone = select.cloneNode() as HTMLSelectElement;
        const word = select.selectedOptions[0]?.textContent ?? '';
        alone.add(new Option(word));
        alone.style.cssText = 'position: absolute; width: max-content; max-width: none';
        select.after(alone);
        const wants = alone.getBoundingClientRect().width;
        alone.remove();
        // A name that somebody gave has no end that can be planned for.
        const isGiven = ['Project', 'Assignee'].includes(select.ariaLabel ?? '') && select.value !== '';
        return !isGiven && wants > select.getBoundingClientRect().width + 0.5 ? [word] : [];
      }),
    );
    expect(cut).toEqual([]);
  });

test('a view is saved under a name, picked again, renamed, shared and deleted', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await seedTask(url, projectId, 'A grave thing', { riskLevel: 'CRITICAL', draft: true });
  const name = `Grave of ${ref}`;
  await page.goto(`/tasks?project=${projectId}&risk=CRITICAL&sort=priority`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByLabel('Name of the view').fill(name);
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('button', { name: `View: ${name}` })).toBeVisible();
  await page.getByRole('button', { name: 'Clear 2 filters' }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page).toHaveURL(/risk=CRITICAL/);
  await expect(page.getByRole('link', { name: 'A grave thing' })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/CRITICAL/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Manage views…' }).click();
  const views = page.getByRole('dialog');
  await views.getByLabel(`Name of the view ${name}`).fill(`${name} or near`);
  await views.getByRole('button', { name: 'Rename' }).click();
  await views.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(views.getByText('Shared with the workspace')).toBeVisible();
  await views.getByRole('button', { name: `Delete the view ${name} or near` }).click();
  await views.getByRole('button', { name: 'Delete for all' }).click();
  await expect(views.getByLabel(`Name of the view ${name} or near`)).toBeHidden();
});

test('a new task appears in an open list by itself', async ({ page, workshop }) => {
  const { url, projectId } = workshop;
  await page.goto(`/tasks?project=${projectId}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByText('No task matches these filters')).toBeVisible();
  const task = await seedTask(url, projectId, 'Came from elsewhere');
  await expect(page.getByRole('row', { name: new RegExp(`${task.ref} Came from elsewhere`) })).toBeVisible();
});

test('the why-line follows the task from the queue to its end', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, 'Goes the whole way', { riskLevel: 'LOW' });
  await page.goto(`/tasks/${task.ref}`);
  const why = page.getByRole('region', { name: 'Why it stands here' });
  await expect(why).toContainText(/queue|runner/);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await runner.carry('merge');
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(why).toContainText('done');
  await expect(page.getByText('Proven').first()).toBeVisible();
});

test('a task is edited, then cancelled after asking once', async ({ page, workshop }) => {
  const task = await seedTask(workshop.url, workshop.projectId, 'Old name', { runnerLabels: ['nowhere'] });
  await page.goto(`/tasks/${task.ref}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('New name');
  await page.getByRole('dialog').getByLabel('Budget in dollars').fill('2.5');
  await page.getByRole('button', { name: 'Save task' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New name' })).toBeVisible();
  await expect(page.getByText('$0.00 of $2.50')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel task' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep task' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Cancel task' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel task' }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
});

test('tasks stand in one order that a heading changes, and are drawn by what they wait for', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const first = await seedTask(url, projectId, 'Lay the floor', { draft: true, priority: 4 });
  const last = await seedTask(url, projectId, 'Paint the walls', {
    draft: true,
    dependsOn: [first.ref],
    priority: 0,
  });
  await seedTask(url, projectId, 'Buy a ladder', { draft: true });
  await page.goto(`/tasks?project=${projectId}`);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const titles = page.getByRole('row').filter({ hasText: /TASK-/ });
  await expect(titles).toHaveText([/Buy a ladder/, /Paint the walls/, /Lay the floor/]);
  await page.getByRole('button', { name: 'Priority' }).click();
  await expect(titles).toHaveText([/Paint the walls/, /Buy a ladder/, /Lay the floor/]);
  await page.reload();
  await expect(titles).toHaveText([/Paint the walls/, /Buy a ladder/, /Lay the floor/]);
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );

  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  const boxes = page.getByRole('region', { name: 'Tasks by what they wait for' }).getByRole('listitem');
  await expect(boxes).toHaveText([
    /Lay the floor.*waits for no other/,
    new RegExp(`Paint the walls.*after ${first.ref}`),
  ]);
  await expect(page.getByText('1 more task waits for no other')).toBeVisible();
  await boxes.last().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/tasks/${last.ref}$`));
});
