import { test as base } from '@playwright/test';
import { SeedRunner } from './seed-runner';
import { type Shop, seedProject, seedShop } from './seed-shop';

interface Workshop {
  url: string;
  projectId: string;
  projectName: string;
  runner: SeedRunner;
}

let made = 0;
/** A name nobody else has: all tests share one server. */
const unique = (word: string, worker: number) => `${word}-${worker}-${process.pid}-${(made += 1)}`;
const addressOf = () => `http://127.0.0.1:${process.env.E2E_PORT ?? '3399'}`;

/** In the browser: whether React has taken over every button there is. */
const buttonsLive = () =>
  [...document.querySelectorAll('button')].every((button) =>
    Object.keys(button).some((key) => key.startsWith('__reactProps')),
  );

/** Pages against the real server: `workshop` is an empty project with a machine, `shop` one full of tasks. */
export const test = base.extend<{ workshop: Workshop; problems: string[] }, { shop: Shop }>({
  // turning marks would be filmed sixty times a second for traces that nobody looks at
  contextOptions: { reducedMotion: 'reduce' },
  /** A page is open when its buttons live: a click on one that is only drawn would be lost, as on a slow machine. */
  page: async ({ page }, use) => {
    const open = page.goto.bind(page);
    page.goto = async (...given) => {
      const answer = await open(...given);
      await page.waitForFunction(buttonsLive, undefined, { timeout: 15_000 }).catch(() => {});
      return answer;
    };
    await use(page);
  },
  workshop: async ({ browserName: _ }, use, info) => {
    const url = addressOf();
    const projectName = unique('project', info.workerIndex);
    const project = await seedProject(url, projectName);
    const runner = await new SeedRunner(url).arrive(unique('laptop', info.workerIndex), project.id);
    await use({ url, projectId: project.id, projectName, runner });
    runner.leave();
  },
  shop: [
    async ({ browserName: _ }, use, info) => {
      const shop = await seedShop(
        addressOf(),
        unique('shop', info.workerIndex),
        unique('ana', info.workerIndex),
      );
      await use(shop);
      shop.runner.leave();
    },
    { scope: 'worker' },
  ],
  /** What the page complained about in the browser's console; empty at the end of every test. */
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          problems.push(message.text());
      });
      await use(problems);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
