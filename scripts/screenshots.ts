// `npm run screenshots`: starts the product on a folder of its own, fills it through the API, and writes the pictures of the
// README into docs/screenshots; with `-- --all` every page in every look, into .data/screenshots.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { seedShop } from '../e2e/support/seed-shop';
import { findBrowser } from '../test/support/browser';
import { startDashboard } from '../test/support/dashboard';
import { npmCommand } from './npm-command';

const flags = npmCommand('npm run screenshots', 'Pictures of the pages, with what a demo leaves there.')
  .option('--all', 'every page in every look, into .data/screenshots')
  .parse()
  .opts<{ all?: true }>();
const FOLDER = flags.all ? '.data/screenshots' : 'docs/screenshots';
/** What the README shows, in light and dark; each picture is to stay below 150 kB. */
const README = ['needs-you', 'tasks', 'task', 'task-changes', 'locks'];
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 780 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 780 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

const data = mkdtempSync(path.join(tmpdir(), 'agent-orchestrator-screenshots-'));
console.log('Starting a dashboard with a database of its own …');
const dashboard = await startDashboard({ DATA_DIR: data, LOG_LEVEL: 'warn' });
const { from: _from, ...launchOptions } = await findBrowser();
const browser = await chromium.launch(launchOptions);
try {
  const shop = await seedShop(dashboard.url);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, ...look } of LOOKS) {
    if (name === 'phone' && !flags.all) continue;
    const page = await browser.newPage(look);
    for (const [what, where] of pagesOf(shop)) {
      if (!flags.all && !README.includes(what)) continue;
      await page.goto(new URL(where, dashboard.url).href);
      await settle(page);
      await page.screenshot({ path: path.join(FOLDER, `${what}-${name}.png`) });
    }
    await page.close();
    console.log(`${FOLDER}/*-${name}.png`);
  }
} finally {
  await browser.close();
  await dashboard.stop();
  rmSync(data, { recursive: true, force: true });
}

function pagesOf(shop: Awaited<ReturnType<typeof seedShop>>): [string, string][] {
  const task = `/tasks/${shop.tasks.review}`;
  return [
    ['overview', '/'],
    ['needs-you', '/exceptions'],
    ['tasks', '/tasks'],
    ['board', '/tasks?view=board'],
    ['new-task', '/tasks/new'],
    ['import', '/tasks/import'],
    ['task', task],
    ['task-log', `${task}?tab=log`],
    ['task-changes', `${task}?tab=changes`],
    ['task-checks', `${task}?tab=checks`],
    ['agents', '/agents'],
    ['locks', '/locks'],
    ['events', '/events'],
    ['usage', '/usage'],
    ['usage-table', '/usage?period=24h&by=role&view=table'],
    ['settings', '/settings'],
    ['api', '/docs/api'],
    ['runners', '/runners'],
    ['projects', '/projects'],
    ['connect', '/connect'],
  ];
}

/** Live connections never go quiet, so waiting for an idle network would wait for ever. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(800);
}
