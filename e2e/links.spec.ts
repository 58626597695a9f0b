import type { Page } from '@playwright/test';
import { send } from '../test/support/protocol-runner';
import { expect, test } from './support/fixtures';
import { pageKind } from './support/page-kind';
import { type ReadPage, readPage } from './support/read-page';
import { SeedRunner } from './support/seed-runner';
import { SHOP_FLOW, type Shop, seedProject, seedTask } from './support/seed-shop';

/** How many links of a kind are followed from pages of a kind, and how many at all. */
const OF_A_KIND = 2;
const MOST = 150;
const AT_ONCE = 4;
/** Where links stand that no page has. */
const BEGIN = '/?begin';
const SETTINGS = [
  'projects',
  'runners',
  'tokens',
  'members',
  'audit',
  'workspace',
  'notifications',
  'account',
  'installation',
];
const NOWHERE = /^(There is nothing at this address|Not here)$/;

/** A link as it was found: where it leads, its words, and the page it stood on. */
interface Link {
  to: URL;
  words: string;
  on: string;
}
const pathOf = ({ pathname, search }: URL) => pathname + search;

test('every link of every page leads somewhere', async ({ page, context, shop, problems }) => {
  const start = new URL(shop.runner.url);
  const reader = await context.newPage();
  const refused: string[] = [];
  page.on('response', (answer) => {
    const ahead = 'next-router-prefetch' in answer.request().headers();
    if (answer.status() >= 400 && !ahead) refused.push(`${answer.status()} of ${answer.url()}`);
  });
  const kinds = new Map<string, number>();
  const known = new Set<string>();
  const opened = new Set<string>();
  const queue: Link[] = [];
  const broken: string[] = [];
  const report = ({ to, words, on }: Link, why: string) =>
    broken.push(`“${words}” on ${on} leads to ${pathOf(to)}${to.hash}: ${why}`);

  const meet = (link: Link) => {
    const kind = `${pageKind(new URL(link.on, start))} to ${pageKind(link.to)}`;
    const alike = kinds.get(kind) ?? 0;
    if (known.has(pathOf(link.to)) || alike >= OF_A_KIND) return;
    known.add(pathOf(link.to));
    kinds.set(kind, alike + 1);
    queue.push(link);
  };
  const gather = (from: URL, { links, ids }: ReadPage) => {
    for (const { href, words, rel } of links) {
      const link = { to: new URL(href, from), words, on: pathOf(from) };
      const { origin, protocol, hash } = link.to;
      if (protocol === 'mailto:') continue;
      if (origin !== start.origin) {
        if (protocol !== 'https:' || !rel.split(' ').includes('noopener'))
          report(link, `it leaves with “${protocol}” and rel “${rel}”`);
      } else if (hash && pathOf(link.to) === pathOf(from)) {
        if (!ids.includes(decodeURIComponent(hash.slice(1)))) report(link, 'nothing there is called that');
      } else meet(link);
    }
  };

  /** Opens it as a person would; the first of every kind of page, and whatever the server alone does not draw. */
  const open = async (link: Link) => {
    await page.goto(link.to.href);
    await expect(page.getByRole('heading', { level: 1 }), link.to.href).toBeVisible();
    await expect(page.locator('.skeleton').filter({ visible: true }), link.to.href).toHaveCount(0);
    const read = await readPage(page);
    for (const why of [...faultsOf(read), ...problems.splice(0), ...refused.splice(0)])
      report(link, `in the browser: ${why}`);
    gather(new URL(page.url()), read);
  };
  const follow = async (link: Link) => {
    const answer = await page.request.get(link.to.href);
    const type = answer.headers()['content-type'] ?? '';
    const isPage = !link.to.pathname.startsWith('/api/');
    // Other tests delete what is theirs at any moment: what is gone is broken where the link still stands.
    if (!answer.ok() && (!isPage || (await stillStands(reader, link)))) report(link, `${answer.status()}`);
    if (answer.ok() && !isPage && type === '') report(link, 'it is of no type');
    if (answer.ok() && isPage && !type.startsWith('text/html')) report(link, `it is ${type}`);
    return answer.ok() && isPage ? { link, at: new URL(answer.url()), html: await answer.text() } : null;
  };

  for (const path of ['/', ...(await seedMore(shop))])
    meet({ to: new URL(path, start), words: path, on: BEGIN });
  while (queue.length > 0 && known.size - queue.length < MOST) {
    const found = await Promise.all(queue.splice(0, AT_ONCE).map(follow));
    for (const one of found) {
      if (!one) continue;
      const { link, at } = one;
      const read = await readPage(reader, one.html);
      gather(at, read);
      const isDrawn = read.headings.length > 0;
      if (isDrawn) for (const why of faultsOf(read)) report(link, why);
      if (link.to.hash && !read.ids.includes(link.to.hash.slice(1)))
        report(link, `nothing there is called that`);
      const kind = pageKind(new URL(at.pathname, at));
      if (isDrawn && opened.has(kind)) continue;
      opened.add(kind);
      await open(link);
    }
  }
  expect(broken.join('\n')).toBe('');
  expect(known.size).toBeGreaterThan(80);
  expect(opened.size).toBeGreaterThan(25);
});

const faultsOf = ({ headings, failures }: ReadPage) => [
  ...(headings.length === 1 && headings[0] ? [] : [`its headings are ${JSON.stringify(headings)}`]),
  ...headings.filter((one) => NOWHERE.test(one)),
  ...failures.map((one) => `it says “${one}”`),
];

async function stillStands(reader: Page, { to, on }: Link): Promise<boolean> {
  if (on === BEGIN) return true;
  const answer = await reader.request.get(new URL(on, to).href);
  const { links } = await readPage(reader, await answer.text());
  return links.some(({ href }) => new URL(href, to).href === to.href);
}

/** Makes what links lead to besides tasks, and what they may still name although it is gone. Returns the pages that no link leads to. */
async function seedMore({ project, runner, runId, tasks }: Shop): Promise<string[]> {
  const { url } = runner;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await send(url, method, path, { body });
    expect(answer.status, `${path} ${JSON.stringify(answer.error)}`).toBeLessThan(300);
    return answer.data;
  };
  const flow = await call('POST', '/api/flows', { projectId: project.id, document: SHOP_FLOW });
  const run = await call('POST', '/api/flow/execute', { flowId: flow.id });
  const citing = await seedTask(url, project.id, `Follow ${tasks.done}`, {
    draft: true,
    labels: ['links'],
  });
  await call('POST', `/api/tasks/${citing.ref}/discussion`, {
    text: `Like ${tasks.done}, as in https://example.com/spec and [its notes](https://example.com/notes).`,
  });
  const gone = await seedProject(url, `${project.name}-gone`);
  const left = await new SeedRunner(url).arrive(`${project.name}-left`, project.id);
  left.leave();
  const lost = await seedTask(url, project.id, 'Deleted before it was read', { draft: true });
  await call('DELETE', `/api/tasks/${lost.ref}`);
  await call('DELETE', `/api/projects/${gone.id}`);
  await call('DELETE', `/api/runners/${left.runnerId}`);
  const tabs = ['activity', 'log', 'changes', 'checks', 'cost', 'discussion'];
  return [
    `/tasks/${citing.ref}?tab=discussion`,
    `/tasks/${citing.ref.toLowerCase()}`,
    `/flows/${flow.ref}`,
    `/flows/${flow.ref}/runs/${run.id}`,
    `/flows/runs/${runId}?view=table&node=agree`,
    '/exceptions/EXC-1',
    '/exceptions?show=decided',
    '/events?type=all',
    ...['tree', 'matrix', 'timeline'].map((view) => `/locks?view=${view}`),
    ...['table', 'board', 'graph'].map((view) => `/tasks?project=${project.id}&view=${view}`),
    ...tabs.map((tab) => `/tasks/${tasks.done}?tab=${tab}`),
    ...SETTINGS.map((tab) => `/settings?tab=${tab}`),
  ];
}
