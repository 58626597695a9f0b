import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../stage/answer-calls';
import { Runner } from './runner';
import { type Counted, countDuring, type Window } from './window';

interface Given {
  port: number;
  tokens: string[];
  projectId: string;
  /** Whether each agent says that its work has begun, as a real one does. */
  starts: boolean;
  /** Tasks that all together try to do in a second; absent: as many as they can. */
  offered?: number;
}
/** What the runners saw. A task is handed out twice where two of them got it, or one of them again. */
export interface RunnersSaw extends Counted {
  completed: number;
  doubles: number;
}

const POLL_MS = 5_000;
/** Short, so that those who find nothing at the end hold nobody up. */
const DRAIN_POLL_MS = 250;

let runners: Runner[] = [];
let starts = false;
let offered: number | undefined;

answerCalls({
  async open(given: Given) {
    starts = given.starts;
    offered = given.offered;
    runners = await Promise.all(given.tokens.map((token) => Runner.open(given.port, token, given.projectId)));
  },

  async work(window: Window): Promise<RunnersSaw> {
    const seen = new Set<string>();
    let [completed, doubles] = [0, 0];
    const counted = await countDuring(window, (counter, stopping) =>
      runners.map(async (runner, i) => {
        const gapMs = offered === undefined ? 0 : (runners.length / offered) * 1000;
        let next = performance.now() + (gapMs * i) / runners.length;
        while (!stopping.aborted) {
          // Whoever is late begins at once: what is offered stays the same however slow the answers are.
          const early = next - performance.now();
          next += gapMs;
          if (early > 0) await pause(early);
          const work = await runner.claim(POLL_MS);
          if (!work) continue;
          if (seen.has(work.taskId)) doubles++;
          seen.add(work.taskId);
          if (starts) await runner.start(work);
          const status = await runner.finish(work);
          if (status !== 'COMPLETED') throw new Error(`a task of the bench is ${status}`);
          completed++;
          counter.done++;
        }
      }),
    );
    return { ...counted, completed, doubles };
  },

  /** Does so many tasks, however long that takes, and answers in how many seconds. */
  async drain({ tasks }: { tasks: number }): Promise<{ seconds: number; doubles: number }> {
    const seen = new Set<string>();
    let doubles = 0;
    const began = performance.now();
    await Promise.all(
      runners.map(async (runner) => {
        while (seen.size < tasks) {
          const work = await runner.claim(DRAIN_POLL_MS);
          if (!work) continue;
          if (seen.has(work.taskId)) doubles++;
          seen.add(work.taskId);
          if (starts) await runner.start(work);
          await runner.finish(work);
        }
      }),
    );
    return { seconds: (performance.now() - began) / 1000, doubles };
  },
});
