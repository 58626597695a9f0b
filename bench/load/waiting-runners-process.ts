import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';
import { Runner } from './runner';

const POLL_MS = 20_000;

/** When each task (wire id) was in a runner's hands, on the shared clock. */
const taken = new Map<string, number>();
let runners: Runner[] = [];
let failure: Error | undefined;

answerCalls({
  async open({ port, tokens, projectId }: { port: number; tokens: string[]; projectId: string }) {
    runners = await Promise.all(tokens.map((token) => Runner.open(port, token, projectId)));
    for (const runner of runners) void wait(runner).catch((error: Error) => (failure = error));
  },

  /** Waits until so many tasks have been taken, or the time is up; answers those that were, and forgets them. */
  async taken({ tasks, withinMs }: { tasks: number; withinMs: number }): Promise<[string, number][]> {
    for (const until = sharedNow() + withinMs; taken.size < tasks && sharedNow() < until; ) await pause(20);
    if (failure) throw failure;
    const all = [...taken];
    taken.clear();
    return all;
  },
});

async function wait(runner: Runner): Promise<never> {
  for (;;) {
    const work = await runner.claim(POLL_MS);
    if (!work) continue;
    taken.set(work.taskId, sharedNow());
    await runner.finish(work);
  }
}
