import { chromium, type Page } from 'playwright';
import { findBrowser } from '../test/support/browser';
import { startDashboard } from '../test/support/dashboard';
import { framesWhile } from './browser/frames';
import { openPage } from './browser/open-page';
import { compare } from './report/compare';
import { pairedRounds } from './report/paired-rounds';
import type { Report } from './report/result';
import type { Scale } from './report/scale';
import { largeFlow } from './stage/large-flow';
import { openCluster } from './stage/open-cluster';

const NODES = 500;
const MOVES = 60;
const EMPTY = { name: 'Empty', nodes: [], edges: [] };
/** A canvas of nothing on the same machine is the limit: what 500 nodes add may halve the frames, and no more. */
const GOAL = '>=0.5';

/** Frames of the editor and of a run with 500 nodes while they are panned and zoomed, against an empty canvas. */
export async function flowPage({ rounds }: Scale): Promise<Report> {
  const cluster = await openCluster();
  const dashboard = await startDashboard({
    DATABASE_URL: await cluster.create('flows'),
    RATE_LIMIT_ENABLED: 'false',
    LOG_LEVEL: 'error',
  });
  const { from: _, ...launch } = await findBrowser();
  const browser = await chromium.launch(launch);
  try {
    const { url: origin } = dashboard;
    const { id: projectId } = await made<{ id: string }>(origin, '/api/projects', {
      name: 'flows',
      repo: '/srv/flows',
    });
    const keep = async (document: object) =>
      (await made<{ ref: string }>(origin, '/api/flows', { projectId, document })).ref;
    const large = largeFlow(NODES);
    const editor = await keep(large);
    const empty = await keep(EMPTY);
    const run = await made<{ id: string }>(origin, '/api/flow/execute', { flowId: editor });
    const look = (path: string, nodes: number) => async () => {
      const page = await openPage(browser);
      await page.goto(origin + path);
      await page.locator('.react-flow__pane').waitFor();
      if (nodes > 0) await page.locator('.react-flow__node').nth(20).waitFor();
      const frames = await framesOf(page);
      await page.context().close();
      return frames;
    };
    const found = await pairedRounds(
      rounds,
      {
        empty: look(`/flows/${empty}/edit?view=canvas`, 0),
        editor: look(`/flows/${editor}/edit?view=canvas`, NODES),
        run: look(`/flows/${editor}/runs/${run.id}?view=graph`, NODES),
      },
      (side, { pan, zoom }, round) =>
        console.log(`round ${round}: ${side} pan ${pan.toFixed(1)}, zoom ${zoom.toFixed(1)} frames a second`),
    );
    const result = (side: 'editor' | 'run', how: 'pan' | 'zoom') =>
      compare({
        name: `${side}, ${NODES} nodes, ${how} : empty canvas`,
        unit: 'frames/s',
        goal: GOAL,
        ours: found[side].map((one) => one[how]),
        reference: found.empty.map((one) => one[how]),
      });
    return {
      postgres: cluster.version,
      results: [
        result('editor', 'pan'),
        result('editor', 'zoom'),
        result('run', 'pan'),
        result('run', 'zoom'),
      ],
    };
  } finally {
    await browser.close();
    await dashboard.stop();
    await cluster.remove();
  }
}

/** Frames a second while the canvas is dragged about, and while it is zoomed. */
async function framesOf(page: Page): Promise<{ pan: number; zoom: number }> {
  const box = (await page.locator('.react-flow__pane').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const zoom = await framesWhile(page, async () => {
    for (let i = 0; i < MOVES; i++) await page.mouse.wheel(0, i < MOVES / 2 ? -60 : 60);
  });
  // from a corner that no node stands in
  const [x, y] = [box.x + box.width - 12, box.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const pan = await framesWhile(page, async () => {
    for (let i = 0; i < MOVES; i++) {
      const way = i < MOVES / 2 ? i : MOVES - i;
      await page.mouse.move(x - 4 * way, y + 2 * way);
    }
  });
  await page.mouse.up();
  return { pan, zoom };
}

async function made<T>(origin: string, path: string, body: object): Promise<T> {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return ((await answer.json()) as { data: T }).data;
}
