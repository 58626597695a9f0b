import { findBarriers } from '../support/find-barriers';
import { expect, test } from '../support/fixtures';

const WIDTHS = [1280, 390] as const;

/** Every page there is, full. */
const PAGES: Record<
  string,
  (shop: {
    tasks: Record<string, string>;
    runnerId: string;
    projectId: string;
    agentId: string;
    runId: string;
  }) => string
> = {
  overview: () => '/',
  tasks: ({ projectId }) => `/tasks?project=${projectId}`,
  'tasks, none found': () => '/tasks?q=there-is-nothing-like-this',
  board: ({ projectId }) => `/tasks?project=${projectId}&view=board`,
  'table of tasks': ({ projectId }) => `/tasks?project=${projectId}&view=table`,
  'graph of tasks': ({ projectId }) => `/tasks?project=${projectId}&view=graph`,
  'new task': () => '/tasks/new',
  'import tasks': () => '/tasks/import',
  'done task': ({ tasks }) => `/tasks/${tasks.done}`,
  'task to review': ({ tasks }) => `/tasks/${tasks.review}`,
  'asking task': ({ tasks }) => `/tasks/${tasks.asking}`,
  'task with sub-tasks': ({ tasks }) => `/tasks/${tasks.feature}`,
  'blocked task': ({ tasks }) => `/tasks/${tasks.blocked}`,
  activity: ({ tasks }) => `/tasks/${tasks.done}?tab=activity`,
  log: ({ tasks }) => `/tasks/${tasks.done}?tab=log&L=16-19`,
  'live log': ({ tasks }) => `/tasks/${tasks.running}?tab=log`,
  changes: ({ tasks }) => `/tasks/${tasks.done}?tab=changes`,
  checks: ({ tasks }) => `/tasks/${tasks.failing}?tab=checks`,
  discussion: ({ tasks }) => `/tasks/${tasks.done}?tab=discussion`,
  cost: ({ tasks }) => `/tasks/${tasks.done}?tab=cost`,
  flows: () => '/flows',
  'new flow': () => '/flows/new',
  'runs of flows': () => '/flows/runs',
  'run of a flow': ({ runId }) => `/flows/runs/${runId}?view=graph`,
  'run of a flow in rows, one node beside': ({ runId }) => `/flows/runs/${runId}?view=table&node=hotfix`,
  agents: () => '/agents',
  agent: ({ agentId }) => `/agents/${agentId}`,
  locks: () => '/locks',
  'locks as a tree': () => '/locks?view=tree',
  'locks as a matrix': () => '/locks?view=matrix',
  'locks in time': () => '/locks?view=timeline',
  merges: () => '/merges',
  events: () => '/events',
  'one event': ({ tasks }) => `/events?task=${tasks.done}&type=task`,
  'queue settings': () => '/settings',
  'project settings': () => '/settings?tab=projects',
  'runner settings': () => '/settings?tab=runners',
  'token settings': () => '/settings?tab=tokens',
  'member settings': () => '/settings?tab=members',
  'workspace settings': () => '/settings?tab=workspace',
  'notification settings': () => '/settings?tab=notifications',
  'account settings': () => '/settings?tab=account',
  'installation settings': () => '/settings?tab=installation',
  'turning on accounts': () => '/welcome',
  'letting a machine in': () => '/device',
  'API reference': () => '/docs/api?q=tasks',
  runners: () => '/runners',
  runner: ({ runnerId }) => `/runners/${runnerId}`,
  projects: () => '/projects',
  project: ({ projectId }) => `/projects/${projectId}`,
  'new project': () => '/projects/new',
  'needs you': () => '/exceptions',
  'decided before': () => '/exceptions?show=decided',
  connect: () => '/connect',
  'not found': () => '/tasks/TASK-999999',
};

const THEMES = ['light', 'dark'] as const;
const isShort = process.env.A11Y_SHORT === '1';

/** Beside all other tests each page is looked at in one width and one theme, by turns; by itself this suite tries all. */
const isTried = (page: number, width: number) => !isShort || WIDTHS[page % WIDTHS.length] === width;
const themesOf = (page: number) =>
  isShort ? [THEMES[Math.floor(page / WIDTHS.length) % THEMES.length]!] : THEMES;

for (const width of WIDTHS) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 844 } });
    const tried = Object.entries(PAGES)
      .map(([name, pathOf], page) => ({ name, pathOf, page }))
      .filter(({ page }) => isTried(page, width));
    for (const { name, pathOf, page: nth } of tried) {
      test(`${name} can be used by everyone, ${themesOf(nth).join(' and ')}`, async ({ page, shop }) => {
        const { tasks, runner, project, agentId, runId } = shop;
        await page.goto(pathOf({ tasks, runnerId: runner.runnerId, projectId: project.id, agentId, runId }));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        if (name.startsWith('run of a flow'))
          await expect(
            page.getByRole('button', { name: 'Approve Agree on the release' }).first(),
          ).toBeVisible();
        if (name.includes('log'))
          await expect(page.getByRole('log').getByText('Half cents slip through')).toBeVisible();
        expect(await findBarriers(page, themesOf(nth))).toEqual([]);
      });
    }
  });
}
