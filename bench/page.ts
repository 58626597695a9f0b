import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../test/support/browser';
import { startDashboard } from '../test/support/dashboard';
import { framesWhile } from './browser/frames';
import { openPage } from './browser/open-page';
import { alone, compare } from './report/compare';
import { quantile } from './report/median';
import { pairedRounds } from './report/paired-rounds';
import type { Report, Result } from './report/result';
import type { Scale } from './report/scale';
import { openCluster } from './stage/open-cluster';
import { CARDS, type FullDashboard, LINES, MANY, seedPages } from './stage/seed-pages';

/** A laptop of people is slower than where this runs. */
const SLOWDOWN = 4;
const LISTS = [
  '/',
  '/tasks',
  '/exceptions',
  '/agents',
  '/locks',
  '/events',
  '/flows',
  '/merges',
  '/runners',
  '/projects',
];
/** A page of the same build with nothing on it but its frame: what no page can be faster than. */
const EMPTY = '/tasks/TASK-999999';
const CHANGES = 30;
/** People and agents do not act in time with each other. */
const BETWEEN_MS = [300, 2500] as const;
const LINES_A_SECOND = 2000;

interface Stage {
  url: string;
  browser: Browser;
  full: FullDashboard;
  seconds: number;
}

/** What people feel in a real browser: first paint, shifts, answers to their input, long logs, large boards, live changes. */
export async function page({ rounds, seconds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const dashboard = await startDashboard({
    DATABASE_URL: await cluster.create('pages'),
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'error',
  });
  const { from: _, ...launch } = await findBrowser();
  const browser = await chromium.launch(launch);
  try {
    console.log(`${MANY} tasks, ${CARDS} cards and ${LINES} lines are written …`);
    const stage = { url: dashboard.url, browser, full: await seedPages(dashboard.url), seconds };
    const results = [
      await weight(stage),
      ...(await paint(stage, rounds)),
      ...(await inputs(stage, rounds)),
      ...(await log(stage, rounds)),
      await board(stage, rounds),
      await changes(stage),
    ];
    stage.full.leave();
    return { postgres: cluster.version, results };
  } finally {
    await browser.close();
    await dashboard.stop();
    await cluster.remove();
  }
}

async function weight({ url }: Stage): Promise<Result> {
  const sizes = await Promise.all(
    LISTS.map(async (path) => {
      const html = await (await fetch(url + path)).text();
      const tags = [...html.matchAll(/<script[^>]*>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !/nomodule/i.test(tag));
      const scripts = [...new Set(tags.flatMap((tag) => /src="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []))];
      const bytes = await Promise.all(
        scripts.map(
          async (script) =>
            gzipSync(Buffer.from(await (await fetch(new URL(script, url))).arrayBuffer())).length,
        ),
      );
      return bytes.reduce((sum, size) => sum + size, 0) / 1000;
    }),
  );
  return alone('first script of the heaviest list', 'kB', '<=190', [Math.max(...sizes)]);
}

/** The slowest page of a round against the empty one. */
async function paint(stage: Stage, rounds: number): Promise<Result[]> {
  const pages = [...LISTS, `/tasks/${stage.full.task}`, `/tasks?project=${stage.full.manyId}`];
  const slowest = async () => {
    const all = [];
    for (const path of pages) all.push({ path, ...(await painted(stage, path)) });
    for (const { path, cls } of all.filter((one) => one.cls > 0))
      console.log(`${path} shifts by ${cls.toFixed(4)}`);
    return all.reduce((worst, one) => ({
      path: one.lcp > worst.lcp ? one.path : worst.path,
      lcp: Math.max(one.lcp, worst.lcp),
      cls: Math.max(one.cls, worst.cls),
    }));
  };
  const took = await pairedRounds(
    rounds,
    { pages: slowest, empty: async () => ({ path: EMPTY, ...(await painted(stage, EMPTY)) }) },
    (side, { path, lcp, cls }, round) =>
      console.log(
        `round ${round}, ${side}: ${path} is painted after ${Math.round(lcp)} ms, shifts ${cls.toFixed(3)}`,
      ),
  );
  const lcp = took.pages.map((one) => one.lcp);
  return [
    alone('largest paint of the slowest page, slowed down 4x', 'ms', '<=1500', lcp),
    compare({
      name: 'the same : the empty page',
      unit: 'ms',
      ours: lcp,
      reference: took.empty.map((one) => one.lcp),
    }),
    alone(
      'layout shift of the worst page, in thousandths',
      '',
      '=0',
      took.pages.map(({ cls }) => Math.round(cls * 1000)),
    ),
  ];
}

async function painted({ url, browser }: Stage, path: string): Promise<{ lcp: number; cls: number }> {
  const page = await openPage(browser, SLOWDOWN);
  await page.goto(url + path, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  // What comes late may shift what was there.
  await pause(1500);
  const seen = await page.evaluate(() => window.seen);
  await page.context().close();
  return seen;
}

/** What a person does in the list of two thousand tasks: picks rows, goes to the search by its key, and narrows the list by words. */
async function inputs({ url, browser, full }: Stage, rounds: number): Promise<Result[]> {
  const worst: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openPage(browser, SLOWDOWN);
    await page.goto(`${url}/tasks?project=${full.manyId}`);
    await page.getByRole('row').nth(20).waitFor();
    await pause(1500);
    for (const nth of [2, 4, 6]) await page.getByRole('row').getByRole('checkbox').nth(nth).click();
    await page.keyboard.press('/');
    await page.locator('input:focus:not([type=checkbox])').waitFor();
    await page.keyboard.type('part 19', { delay: 60 });
    await pause(1500);
    worst.push(Math.max(0, ...(await page.evaluate(() => window.seen.inputs))));
    await page.context().close();
  }
  return [alone(`longest answer to an input with ${MANY} tasks, slowed down 4x`, 'ms', '<=200', worst)];
}

async function log({ url, browser, full, seconds }: Stage, rounds: number): Promise<Result[]> {
  const opened: number[] = [];
  const scrolled: number[] = [];
  const written: number[] = [];
  const idle = await stillFrames(url, browser, seconds, rounds);
  const behind: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openPage(browser);
    const end = await full.talk(1);
    const began = performance.now();
    await page.goto(`${url}/tasks/${full.talker}?tab=log`);
    const rows = page.getByRole('log').getByText(/what the agent says/);
    await page.getByRole('log').getByText(end, { exact: true }).waitFor();
    opened.push(performance.now() - began);
    // What is scrolled through is the whole log, not its end.
    await page.getByText(/before it being read/).waitFor({ state: 'detached' });
    await page.getByRole('log').hover();
    scrolled.push(
      await framesWhile(page, async () => {
        for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(16))
          await page.mouse.wheel(0, -400);
      }),
    );
    await page.getByRole('log').focus();
    await page.keyboard.press('End');
    await pause(500);
    let last = 0;
    written.push(
      await framesWhile(page, async () => {
        for (let second = 0; second < seconds * 4; second++) {
          const next = Date.now() + 250;
          await full.talk(LINES_A_SECOND / 4);
          last = Date.now();
          await pause(Math.max(0, next - Date.now()));
        }
      }),
    );
    const newest = (await rows.last().textContent()) ?? '';
    await expectNothingNewer(page, newest);
    behind.push(Date.now() - last);
    await page.context().close();
  }
  const each = (name: string, ours: number[]) =>
    compare({ name, unit: '/s', goal: '>=0.83', ours, reference: idle });
  return [
    alone(`a log of ${LINES} lines shows its end after`, 'ms', '<=1500', opened),
    each('frames while it is scrolled : of the empty page', scrolled),
    each(`frames while ${LINES_A_SECOND} lines a second arrive : of the empty page`, written),
    alone('its end stands still, after the last line was written', 'ms', null, behind),
  ];
}

/** Frames a second of the empty page, once a round: as many as this machine draws. */
async function stillFrames(
  url: string,
  browser: Browser,
  seconds: number,
  rounds: number,
): Promise<number[]> {
  const frames: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openPage(browser);
    await page.goto(url + EMPTY);
    await pause(1500);
    frames.push(await framesWhile(page, () => pause(seconds * 500)));
    await page.context().close();
  }
  return frames;
}

/** Resolves when the last row has not changed for a quarter of a second. */
async function expectNothingNewer(page: Awaited<ReturnType<typeof openPage>>, shown: string): Promise<void> {
  for (let known = shown; ; ) {
    await pause(250);
    const now =
      (await page
        .getByRole('log')
        .getByText(/what the agent says/)
        .last()
        .textContent()) ?? '';
    if (now === known) return;
    known = now;
  }
}

/** A board of five hundred cards, scrolled through and its cards carried about. */
async function board({ url, browser, full, seconds }: Stage, rounds: number): Promise<Result> {
  const moved: number[] = [];
  const idle = await stillFrames(url, browser, seconds, rounds);
  for (let round = 0; round < rounds; round++) {
    const page = await openPage(browser);
    await page.goto(`${url}/tasks?project=${full.boardId}&view=board`);
    const card = page.getByRole('listitem').filter({ hasText: 'of the shop' }).first();
    await card.waitFor();
    await pause(1000);
    const box = (await card.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 12);
    await page.mouse.down();
    moved.push(
      await framesWhile(page, async () => {
        for (let step = 0, end = Date.now() + seconds * 1000; Date.now() < end; step++, await pause(8))
          await page.mouse.move(
            box.x + 100 + 300 * Math.abs(Math.sin(step / 40)),
            box.y + 200 + 150 * Math.cos(step / 30),
          );
      }),
    );
    if ((await page.getByText(/ is (carried|over “)/).count()) === 0) throw new Error('No card was carried.');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.context().close();
  }
  return compare({
    name: `frames while one of ${CARDS} cards is carried : of the empty page`,
    unit: '/s',
    goal: '>=0.83',
    ours: moved,
    reference: idle,
  });
}

/** From the answer of a change until the row of another browser shows it. */
async function changes({ url, browser, full }: Stage): Promise<Result> {
  const page = await openPage(browser);
  await page.goto(`${url}/tasks/${full.draft}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await pause(1500);
  const took: number[] = [];
  for (let nth = 0; nth < CHANGES; nth++) {
    const title = `Changed for the ${nth}th time`;
    const began = performance.now();
    const answer = await fetch(`${url}/api/tasks/${full.draft}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    });
    if (!answer.ok) throw new Error(`The task was not changed: ${await answer.text()}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    took.push(performance.now() - began);
    await pause(BETWEEN_MS[0] + ((nth * 7919) % (BETWEEN_MS[1] - BETWEEN_MS[0])));
  }
  await page.context().close();
  return alone('from a change to the page of another browser, p95', 'ms', '<=300', [quantile(took, 0.95)]);
}
