import type { Assignment } from '@/contract/claim';
import { SeedRunner } from '../../e2e/support/seed-runner';
import { seedProject, seedShop, seedTask } from '../../e2e/support/seed-shop';
import { shopLog } from '../../e2e/support/shop-log';
import { frame, send } from '../../test/support/protocol-runner';

/** A dashboard that is full: refs and ids by what they show. */
export interface FullDashboard {
  /** A task to look at, with changes, checks and a log. */
  task: string;
  /** A task that can be changed. */
  draft: string;
  /** Two thousand tasks. */
  manyId: string;
  /** Five hundred cards in all columns that tasks can be dragged between. */
  boardId: string;
  /** A task with a log of a hundred thousand lines, whose agent still writes. */
  talker: string;
  /** Appends so many lines to that log; the words of the last one. */
  talk(lines: number): Promise<string>;
  leave(): void;
}

export const MANY = 2000;
export const CARDS = 500;
export const LINES = 100_000;
const LINES_AT_ONCE = 2500;

/** Fills a dashboard by the API alone. */
export async function seedPages(url: string): Promise<FullDashboard> {
  const shop = await seedShop(url);
  const many = await seedProject(url, 'many-tasks');
  const board = await seedProject(url, 'many-cards');
  await drafts(url, many.id, MANY);
  await drafts(url, board.id, CARDS);
  const project = await seedProject(url, 'long-log');
  const runner = await new SeedRunner(url).arrive('talker', project.id);
  const task = await seedTask(url, project.id, 'Talks a lot', { timeoutMs: 4 * 3_600_000 });
  const talk = await talker(runner, await runner.work('talking'));
  for (let told = 0; told < LINES; told += LINES_AT_ONCE) await talk(LINES_AT_ONCE);
  return {
    task: shop.tasks.review,
    draft: shop.tasks.draft,
    manyId: many.id,
    boardId: board.id,
    talker: task.ref,
    talk,
    leave: () => {
      runner.leave();
      shop.runner.leave();
    },
  };
}

async function drafts(url: string, projectId: string, howMany: number): Promise<void> {
  for (let made = 0; made < howMany; made += 500) {
    const tasks = Array.from({ length: Math.min(500, howMany - made) }, (_, i) => ({
      key: `t${i}`,
      title: `Part ${made + i + 1} of the shop`,
      draft: i % 2 === 0,
      // Nobody serves the label: what is queued stays queued.
      runnerLabels: ['nowhere'],
    }));
    const answer = await send(url, 'POST', '/api/tasks/batch', { body: { projectId, tasks } });
    if (answer.status >= 300) throw new Error(`The tasks were not made: ${JSON.stringify(answer.error)}`);
  }
}

async function talker(
  runner: SeedRunner,
  assignment: Assignment,
): Promise<(lines: number) => Promise<string>> {
  let offset = shopLog(false).length;
  let line = 0;
  const words = () => `line ${line} of what the agent says about the shop and its parts`;
  return async (lines) => {
    const bytes = Buffer.concat(
      Array.from({ length: lines }, () => {
        line += 1;
        return frame(3, `${words()}\n`, Date.now());
      }),
    );
    const answer = await runner.append(assignment, offset, bytes);
    if (answer.status >= 300) throw new Error(`The log was not taken: ${JSON.stringify(answer.error)}`);
    offset += bytes.length;
    return words();
  };
}
