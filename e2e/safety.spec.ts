import { frame } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { seedTask } from './support/seed-shop';

const HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';

test('what agents and people write is text wherever it is shown', async ({ page, workshop }) => {
  const { url, projectId, runner } = workshop;
  const task = await seedTask(url, projectId, HOSTILE, {
    description: HOSTILE,
    acceptance: [HOSTILE],
    filesHint: ['garden/'],
  });
  const assignment = await runner.mustClaim(5000);
  await runner.begin(assignment);
  const said = JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text: HOSTILE }] } });
  const lines = [
    frame(1, `${said}\n`),
    frame(2, `${HOSTILE}\n`),
    frame(1, '\u001b]8;;javascript:hit=1\u0007click\u001b]8;;\u0007\u001b[2J\n'),
  ];
  await runner.append(assignment, 0, Buffer.concat(lines));
  await runner.as(assignment, 'POST', 'questions', {
    questionId: crypto.randomUUID(),
    kind: 'question',
    title: HOSTILE,
    body: HOSTILE,
    options: [{ id: 'a', label: HOSTILE, consequence: HOSTILE }],
  });
  const node = { id: 'one', agentId: 'coding', label: HOSTILE, instructions: HOSTILE };
  const made = await page.request.post('/api/flows', {
    data: { projectId, name: HOSTILE, document: { name: HOSTILE, nodes: [node], edges: [] } },
  });
  const flow = ((await made.json()) as { data: { ref: string } }).data;
  for (const path of [
    '/',
    '/tasks',
    `/tasks?project=${projectId}&view=board`,
    `/locks?project=${projectId}`,
    `/events?task=${task.ref}&type=task.created`,
    '/flows',
    `/flows/${flow.ref}/edit`,
    `/flows/${flow.ref}/edit?view=outline`,
    '/agents',
    '/exceptions',
    `/tasks/${task.ref}`,
    `/tasks/${task.ref}?tab=activity`,
    `/tasks/${task.ref}?tab=log`,
  ]) {
    await page.goto(path);
    await expect(page.getByText(HOSTILE.slice(0, 20)).filter({ visible: true }).first(), path).toBeVisible();
    expect(await page.evaluate(() => 'hit' in window), path).toBe(false);
    await expect(page.locator('img')).toHaveCount(0);
  }
  await expect(page.getByRole('log').getByText('click')).toBeVisible();
  await expect(page.getByRole('log').locator('a')).toHaveCount(0);
});

/** One page of each class of route, those without an account too. */
const PAGES = [
  '/',
  '/tasks',
  '/tasks?view=board',
  '/tasks/new',
  '/tasks/import',
  '/agents',
  '/exceptions',
  '/locks',
  '/merges',
  '/events',
  '/usage',
  '/runners',
  '/projects',
  '/projects/new',
  '/connect',
  '/docs/api',
  '/sign-in',
  '/welcome',
  '/invitation',
  '/nothing-is-here',
  '/tasks/TASK-999999',
  ...['queue', 'projects', 'runners', 'tokens', 'members', 'audit', 'account'].map(
    (tab) => `/settings?tab=${tab}`,
  ),
];

test('every page lets its own scripts run, and no others', async ({ request, shop }) => {
  const nonces = new Set<string>();
  const all = [...PAGES, `/tasks/${shop.tasks.review}`, `/tasks/${shop.tasks.review}?tab=log`];
  for (const path of all) {
    const answer = await request.get(path);
    const headers = answer.headers();
    const [, nonce] = /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(headers['content-security-policy'] ?? '') ?? [];
    expect(nonce, path).toBeDefined();
    nonces.add(nonce!);
    expect(
      { ...headers, 'content-security-policy': headers['content-security-policy']!.replaceAll(nonce!, 'N') },
      path,
    ).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; style-src-elem 'self' 'nonce-N'; style-src-attr 'unsafe-inline'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-src 'none'; frame-ancestors 'none'; worker-src 'self'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': expect.stringMatching(/no-store/),
    });
    expect(headers['x-powered-by'], path).toBeUndefined();
    const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(3);
    expect(
      scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([]);
  }
  expect(nonces.size).toBe(all.length);
});

// On all other pages a violation is an error in the console, and none of these tests lets one pass.
test('nothing that a page does is refused by its policy, and what is smuggled in does not run', async ({
  page,
  shop,
  problems,
}) => {
  const violations: string[] = [];
  await page.exposeFunction('tellViolation', (what: string) => violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as never as { tellViolation(what: string): void }).tellViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`,
      ),
    );
  });
  for (const path of ['/', '/docs/api', '/sign-in', `/tasks/${shop.tasks.review}?tab=log`])
    await page.goto(path);
  expect(violations).toEqual([]);
  // What is smuggled in as markup is not run, and is told: the listener hears.
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hit = 1">'),
  );
  await expect.poll(() => violations.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  problems.length = 0;
});

test('no source of ours asks React to take HTML as it is', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  for (const folder of ['src/app', 'src/components', 'src/hooks']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      expect(readFileSync(`${folder}/${name}`, 'utf8'), name).not.toMatch(
        /dangerouslySetInnerHTML|innerHTML|'use server'/,
      );
    }
  }
});
