import { findMisfits } from '../../support/find-misfits';
import { expect, test } from '../../support/fixtures';
import type { Shop } from '../../support/seed-shop';

const PAGES: Record<string, (shop: Shop) => string> = {
  overview: () => '/',
  'needs you': () => '/exceptions',
  'decided before': () => '/exceptions?show=decided',
  tasks: ({ project }) => `/tasks?project=${project.id}`,
  board: ({ project }) => `/tasks?project=${project.id}&view=board`,
  'table of tasks': ({ project }) => `/tasks?project=${project.id}&view=table`,
  'graph of tasks': ({ project }) => `/tasks?project=${project.id}&view=graph`,
  'new task': () => '/tasks/new',
  'import tasks': () => '/tasks/import',
  'done task': ({ tasks }) => `/tasks/${tasks.done}`,
  'task to review': ({ tasks }) => `/tasks/${tasks.review}`,
  'asking task': ({ tasks }) => `/tasks/${tasks.asking}`,
  activity: ({ tasks }) => `/tasks/${tasks.done}?tab=activity`,
  log: ({ tasks }) => `/tasks/${tasks.done}?tab=log`,
  changes: ({ tasks }) => `/tasks/${tasks.done}?tab=changes`,
  checks: ({ tasks }) => `/tasks/${tasks.failing}?tab=checks`,
  cost: ({ tasks }) => `/tasks/${tasks.done}?tab=cost`,
  discussion: ({ tasks }) => `/tasks/${tasks.done}?tab=discussion`,
  flows: () => '/flows',
  'runs of flows': () => '/flows/runs',
  'run of a flow': ({ runId }) => `/flows/runs/${runId}?view=table`,
  agents: () => '/agents',
  agent: ({ agentId }) => `/agents/${agentId}`,
  locks: () => '/locks',
  'locks as a tree': () => '/locks?view=tree',
  'locks as a matrix': () => '/locks?view=matrix',
  'locks in time': () => '/locks?view=timeline',
  merges: () => '/merges',
  events: () => '/events',
  runners: () => '/runners',
  runner: ({ runner }) => `/runners/${runner.runnerId}`,
  projects: () => '/projects',
  project: ({ project }) => `/projects/${project.id}`,
  connect: () => '/connect',
  settings: () => '/settings',
  'member settings': () => '/settings?tab=members',
  'notification settings': () => '/settings?tab=notifications',
  'account settings': () => '/settings?tab=account',
};

for (const [name, pathOf] of Object.entries(PAGES))
  test(`${name} can be read with text of twice its size, and at four times the size in a window of 1280 pixels`, async ({
    page,
    shop,
  }) => {
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.goto(pathOf(shop));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const settings = await page.context().newCDPSession(page);
    // The size that somebody sets in the browser: words, and the widths at which the page is laid out otherwise, follow it.
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await expect.poll(() => findMisfits(page), { message: 'text at 200 %', timeout: 5000 }).toEqual([]);
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    // 400 % of 1280 x 1024 leaves so many pixels of CSS.
    await page.setViewportSize({ width: 320, height: 256 });
    await expect.poll(() => findMisfits(page), { message: 'zoom of 400 %', timeout: 5000 }).toEqual([]);
  });
