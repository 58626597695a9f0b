import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';
import { Runner } from './runner';

const POLL_MS = 20_000;

/** When each task (wire id) was in a runner's hands, on the shared clock. */
let taken: [string, number][] = [];
let runners: Runner[] = [];
let failure: Error | undefined;

answerCalls({
  async open({ port, tokens, projectId }: { port: number; tokens: string[]; projectId: string }) {
    runners = await Promise.all(tokens.map((token) => Runner.open(port, token, projectId)));
    for (const runner of runners) void wait(runner).catch((error: Error) => (failure = error));
  },

  taken() {
    if (failure) throw failure;
    const all = taken;
    taken = [];
    return all;
  },
});

async function wait(runner: Runner): Promise<never> {
  for (;;) {
    const work = await runner.claim(POLL_MS);
    if (!work) continue;
    taken.push([work.taskId, sharedNow()]);
    await runner.finish(work);
  }
}
