import { readFileSync } from 'node:fs';
import { frame } from '../test/support/protocol-runner';
import { findBarriers } from './support/find-barriers';
import { findMisfits } from './support/find-misfits';
import { expect, test } from './support/fixtures';
import { SHOP_FLOW } from './support/seed-shop';

const PLANNER = readFileSync('test/fixtures/planner-flow.json', 'utf8');
interface Made {
  ref: string;
  version: number;
}

async function makeFlow(url: string, projectId: string, more: object): Promise<Made> {
  const answer = await fetch(`${url}/api/flows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ projectId, ...more }),
  });
  return ((await answer.json()) as { data: Made }).data;
}
const exported = async (url: string, ref: string) =>
  (await (await fetch(`${url}/api/flows/${ref}/export`)).json()) as {
    nodes: { id: string; instructions?: string; position?: object }[];
    edges: { source: string; target: string; condition?: unknown }[];
  };

test('a file is checked, imported and shown, and a template is begun with', async ({ page, workshop: _ }) => {
  await page.goto('/flows/new');
  await page.getByLabel('File to import').setInputFiles({
    name: 'flow.json',
    mimeType: 'application/json',
    buffer: Buffer.from(PLANNER),
  });
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('Nodejs api project: 11 nodes, 15 edges')).toBeVisible();
  await page.getByRole('button', { name: 'Import flow' }).click();
  await expect(page).toHaveURL(/\/flows\/FLOW-\d+\/edit/);
  await expect(page.getByText('11 nodes, 15 edges')).toBeVisible();
  await expect(page.getByText('No faults: it can run.')).toBeVisible();
  await page.goto('/flows/new');
  const content = page.getByLabel('flow.json, tasks.json or TOML');
  const dropped = await page.evaluateHandle((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], 'flow.json', { type: 'application/json' }));
    return carried;
  }, PLANNER);
  await content.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(content, 'a file that is dropped is read').toHaveValue(PLANNER);
  await content.fill(
    '{"name": "Pasted", "nodes": [{"id": "a"}], "edges": [{"id": "e", "source": "a", "target": "b"}]}',
  );
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('Pasted: 1 node, 1 edge')).toBeVisible();
  await expect(page.getByText('The edge e leads to b, which is no node of this flow.')).toBeVisible();
  await page.getByRole('button', { name: 'Use Plan, code, review, verify' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Plan, code, review, verify');
});

test('a flow that is deleted says so, its runs stay, and a run that nobody here has is not there', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const call = async (method: string, path: string, body?: object) =>
    (await (
      await fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      })
    ).json()) as { data: { id: string } };
  const { ref } = await makeFlow(url, projectId, {
    document: { name: 'Gone', nodes: [{ id: 'look', kind: 'review' }], edges: [] },
  });
  const { data: run } = await call('POST', '/api/flow/execute', { flowId: ref });
  await page.goto(`/flows/FLOW-999999/runs/${run.id}`);
  await expect(page, 'beneath another flow it is sent on').toHaveURL(`/flows/${ref}/runs/${run.id}`);
  await call('DELETE', `/api/flows/${ref}`);
  for (const path of [`/flows/${ref}/edit`, `/flows/${ref}/runs`, `/flows/runs/run_${'0'.repeat(32)}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }), path).toHaveText('Not here');
  }
  await page.goto(`/flows/runs/${run.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Gone/);
});

test('a flow is drawn by the outline alone: nodes, edges, their members, faults with a jump, undo, versions', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await makeFlow(url, projectId, { document: { name: 'By keys', nodes: [], edges: [] } });
  await page.goto(`/flows/${ref}/edit?view=outline`);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const rows = page.getByRole('treegrid', { name: 'Outline' }).locator('tbody tr');
  await page.getByLabel('Add a node').selectOption('task');
  await expect(rows).toHaveCount(1);
  await page.getByLabel('Add a node').selectOption('parallel');
  await expect(page.getByRole('region', { name: '1 fault' })).toContainText('has no members');
  await page.getByLabel('Add a node').selectOption('task');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(2)).toHaveAttribute('aria-level', '2');
  await inspector.getByLabel('instructions').fill('Do the inner thing. {{vars.goal}}');
  await page.getByRole('button', { name: 'Show task-2' }).click();
  await rows.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await inspector.getByLabel('Lead to').selectOption('parallel');
  await inspector.getByRole('button', { name: 'Connect' }).click();
  await expect(rows.nth(1)).toContainText('task');
  await inspector.getByRole('button', { name: 'parallel', exact: true }).click();
  await inspector.getByLabel('on', { exact: true }).selectOption('failure');
  await expect(rows.nth(1)).toContainText('task (failure)');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows.nth(1)).not.toContainText('failure');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(rows.nth(1)).toContainText('task (failure)');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved as version 2')).toBeVisible();
  const document = await exported(url, ref);
  expect(document.nodes.map(({ id }) => id)).toEqual(['task', 'parallel', 'task-2']);
  expect(document.edges).toMatchObject([{ source: 'task', target: 'parallel', on: 'failure' }]);
  await page.getByRole('button', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'What changed in 2' }).click();
  await expect(page.getByText('+ node parallel')).toBeVisible();
  await page.getByRole('button', { name: 'Restore 1' }).click();
  await expect(page.getByText('0 nodes, 0 edges')).toBeVisible();
});

test('the canvas selects, copies, lays out and deletes; JSON is read both ways', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await makeFlow(url, projectId, { template: 'plan-code-review-verify' });
  await page.goto(`/flows/${ref}/edit?view=canvas`);
  const nodes = page.locator('.react-flow__node');
  await expect(nodes).toHaveCount(4);
  await expect(nodes.first()).toHaveAccessibleDescription(/^Enter or Space chooses this node/);
  await expect(page.getByRole('button', { name: 'Show all of it' })).toBeVisible();
  await page.locator('.react-flow__node', { hasText: 'Verify' }).click();
  await expect(
    page.getByRole('region', { name: 'Inspector' }).getByLabel('label', { exact: true }),
  ).toHaveValue('Verify');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(nodes).toHaveCount(5);
  await page.keyboard.press('Shift+A');
  await page.locator('.react-flow__node').nth(4).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(nodes).toHaveCount(4);
  await page.getByRole('button', { name: 'JSON' }).click();
  const json = page.getByLabel('flow.json');
  await expect(json).toHaveValue(/"id": "plan"/);
  await json.fill('{"name": "Shorter", "nodes": [{"id": "a", "instructions": "x"}], "edges": [], "mine": 1}');
  await expect(page.getByText('1 node, 0 edges')).toBeVisible();
  await json.fill('{"name": ');
  await expect(page.getByText('Not JSON yet')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Shorter');
});

test('a flow that came without places is drawn without a heap, and that alone is no change', async ({
  page,
  shop,
}) => {
  const { url } = shop.runner;
  const { ref } = await makeFlow(url, shop.project.id, {
    document: { ...SHOP_FLOW, name: 'Without places' },
  });
  await page.goto(`/flows/${ref}/edit?view=canvas`);
  const nodes = page.locator('.react-flow__node');
  await expect(nodes).toHaveCount(SHOP_FLOW.nodes.length);
  expect(await findMisfits(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByLabel('Name').fill('With places');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('version 2');
  await expect(page.getByText('Somebody saved version 2')).toHaveCount(0);
  expect((await exported(url, ref)).nodes.every(({ position }) => position)).toBe(true);
});

test('a run that waits for a person fits a phone as a graph too', async ({ page, shop }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/flows/runs/${shop.runId}?view=graph`);
  await expect(page.locator('.react-flow__node', { hasText: 'Agree on the release' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve Agree on the release' }).first()).toBeVisible();
  expect(await findMisfits(page)).toEqual([]);
});

test('the editor of a flow fits a phone, each of its views', async ({ page, workshop }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { ref } = await makeFlow(workshop.url, workshop.projectId, { template: 'plan-code-review-verify' });
  for (const view of ['outline', 'canvas', 'json', 'forecast', 'simulation', 'versions']) {
    await page.goto(`/flows/${ref}/edit?view=${view}`);
    await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
    await expect.poll(() => findMisfits(page), { message: view, timeout: 5000 }).toEqual([]);
  }
});

test('what is not saved outlives a reload, and a save by somebody else meanwhile is told with every way on', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await makeFlow(url, projectId, { template: 'fallback' });
  await page.goto(`/flows/${ref}/edit?view=outline`);
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  await expect
    .poll(() => page.evaluate((key) => localStorage.getItem(key), `ao-flow-draft:${ref}`))
    .toContain('Mine');
  await page.reload();
  await expect(page.getByText('Changes that were not saved are shown again.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine');
  await fetch(`${url}/api/flows/${ref}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, document: { name: 'Theirs', nodes: [], edges: [] } }),
  });
  await expect(page.getByText(/Somebody saved version 2 while you changed version 1/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine as a new flow' }).click();
  await expect(page).not.toHaveURL(new RegExp(ref));
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Mine');
});

const RELEASE = {
  name: 'Release',
  variables: { goal: { type: 'string', description: 'What it is for.' } },
  nodes: [
    { id: 'plan', label: 'Plan it', role: 'planner', instructions: 'Plan {{vars.goal}}.' },
    { id: 'agree', kind: 'review', label: 'Agree' },
    { id: 'risk', label: 'Try it', role: 'planner', instructions: 'Try.', config: { maxRetries: 0 } },
    { id: 'after', label: 'Tell about it', role: 'planner', instructions: 'Tell.' },
  ],
  edges: [
    { id: '1', source: 'plan', target: 'agree' },
    { id: '2', source: 'agree', target: 'risk' },
    { id: '3', source: 'risk', target: 'after' },
  ],
};

test('a flow is run by its form and seen while it runs: log, output, gate, pause, failure, replay, retry', async ({
  page,
  workshop,
}) => {
  const { url, projectId, runner } = workshop;
  const { ref } = await makeFlow(url, projectId, { document: RELEASE });
  await page.goto(`/flows/${ref}/runs`);
  await expect(page.getByText('It has not run yet')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run flow' }).click();
  await expect(page.getByText('The flow asks for it.')).toBeVisible();
  await page.getByLabel('goal').fill('the release');
  await page.getByRole('button', { name: 'Run flow' }).click();
  await expect(page).toHaveURL(new RegExp(`/flows/${ref}/runs/run_`));
  const node = (name: string) => page.locator('.react-flow__node', { hasText: name });
  await expect(node('Plan it')).toContainText('Queued');
  await expect(node('Agree')).toContainText('Waiting');
  const drawn = await node('Tell about it').getAttribute('style');

  await runner.serveAll();
  const plan = await runner.mustClaim();
  expect(plan.task.description).toBe('Plan the release.');
  await runner.begin(plan);
  await expect(node('Plan it')).toContainText('Running');
  const line = frame(1, 'Half a plan is made\n');
  await runner.append(plan, 0, line);
  await node('Plan it').click();
  const peek = page.getByRole('region', { name: 'Plan it' });
  await expect(peek.getByRole('log')).toBeVisible();
  await expect(page).toHaveURL(/node=plan/);
  const ended = { headSha: null, changes: null };
  await runner.finish(plan, { ...ended, message: 'Ship on <b>Friday</b>.' }, [line]);
  await expect(node('Plan it')).toContainText('Done');
  await peek.getByRole('tab', { name: 'Output' }).click();
  await expect(peek.getByText('Ship on <b>Friday</b>.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(peek).toBeHidden();
  expect(await node('Tell about it').getAttribute('style')).toBe(drawn);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('dialog')).toContainText('2 nodes that wait will not begin');
  await page.getByLabel('Note').fill('until Monday');
  await page.getByRole('button', { name: 'Pause run' }).click();
  await expect(page.getByText('until Monday')).toBeVisible();
  await page
    .getByRole('region', { name: 'Waits for you' })
    .getByRole('button', { name: 'Approve Agree' })
    .click();
  await expect(node('Try it')).toContainText('Held back');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(node('Try it')).toContainText('Queued');
  const attempt = await runner.mustClaim();
  await runner.begin(attempt);
  await runner.finish(attempt, { ...ended, outcome: 'failed', reason: 'timeout', message: 'No.' });
  await expect(node('Try it')).toContainText('Failed');
  await expect(page.getByText('4 of 4 nodes')).toBeVisible();

  await page.getByRole('button', { name: 'Table' }).click();
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('Tell about it')).toContainText('Skipped');
  await expect(row('Tell about it')).toContainText('Try it failed');
  const slider = page.getByRole('slider', { name: 'Moment' });
  await slider.press('Home');
  await expect(row('Plan it')).toContainText('Running');
  await expect(row('Tell about it')).toContainText('Waiting');
  await slider.press('End');
  await expect(row('Tell about it')).toContainText('Skipped');
  await page.getByRole('button', { name: 'Gantt' }).click();
  await expect(page.getByRole('list', { name: 'When each node was at work' })).toContainText('Try it');
  await page.getByRole('button', { name: /^Try it/ }).click();
  await page.getByRole('button', { name: 'Retry from here' }).click();
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(page.getByText('2 of 4 nodes')).toBeVisible();
  await page.goto(`/flows/${ref}/runs`);
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toContainText('Running');
});

test('failures are tried with a seed, and nothing runs; several chosen nodes are put in line; a container folds', async ({
  page,
  workshop,
}) => {
  const { url, projectId } = workshop;
  const { ref } = await makeFlow(url, projectId, { template: 'parallel-analysis' });
  await page.goto(`/flows/${ref}/edit?view=simulation`);
  await page.getByLabel(/Chance that a step fails/).press('End');
  await page.getByRole('button', { name: 'Simulate' }).last().click();
  const outcome = page.getByRole('region', { name: 'What came of it' });
  await expect(outcome).toContainText('Failed');
  await page.getByLabel(/Chance that a step fails/).press('Home');
  await page.getByRole('button', { name: 'Simulate' }).last().click();
  await expect(outcome).not.toContainText('failed');
  const runs = (await (await fetch(`${url}/api/flow/runs?flowId=${ref}`)).json()) as { data: unknown[] };
  expect(runs.data).toEqual([]);

  await page.getByRole('button', { name: 'Outline' }).click();
  const rows = page.getByRole('treegrid', { name: 'Outline' }).locator('tbody tr');
  const all = await rows.count();
  await page
    .getByRole('button', { name: /^Members of/ })
    .first()
    .click();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await page
    .getByRole('button', { name: /^Members of/ })
    .first()
    .click();
  await rows.nth(1).click();
  await rows.nth(2).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Align top' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved as version 2')).toBeVisible();
  const [, one, two] = (await exported(url, ref)).nodes as { position: { y: number } }[];
  expect(one!.position.y).toBe(two!.position.y);
});

for (const [width, view] of [
  [1280, 'canvas'],
  [1280, 'outline'],
  [390, 'outline'],
  [390, 'json'],
] as const)
  test(`the ${view} at ${width} pixels can be used by everyone`, async ({ page, workshop }) => {
    await page.setViewportSize({ width, height: 844 });
    const { url, projectId } = workshop;
    const { ref } = await makeFlow(url, projectId, { template: 'batched-migration' });
    await page.goto(`/flows/${ref}/edit?view=${view}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ref);
    await expect(page.getByText('No faults: it can run.')).toBeVisible();
    if (view === 'canvas') await page.locator('.react-flow__node', { hasText: 'Verify' }).click();
    if (view === 'outline') await page.locator('tr[data-node="list"]').click();
    expect(await findBarriers(page, ['light', 'dark'])).toEqual([]);
    await page.screenshot({ path: `test-results/flow-${view}-${width}.png`, fullPage: true });
  });
