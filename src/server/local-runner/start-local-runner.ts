import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectRunner } from './connect-runner';
import { type LocalRunner, type LocalRunnerOptions, runnerHome } from './runner-home';
import { isRunByAnother, spawnRunner, stopRunner } from './runner-process';

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Keeps a runner going on this machine: connects it to the dashboard at `url` by the public API, starts it as a
 * process of its own, and starts it again where it fails. Returns at once; `stop` lets it hand back its work.
 */
export function startLocalRunner(options: LocalRunnerOptions): { stop(): Promise<void> } {
  const runner = runnerHome(options);
  const stopping = new AbortController();
  let pid: number | undefined;
  const going = keepGoing(runner, stopping.signal, (running) => {
    pid = running;
  });
  return {
    async stop() {
      stopping.abort();
      if (pid) await stopRunner(pid);
      await going;
    },
  };
}

async function keepGoing(
  runner: LocalRunner,
  stopping: AbortSignal,
  running: (pid: number | undefined) => void,
): Promise<void> {
  let said = '';
  for (let wait = SHORTEST_PAUSE_MS; !stopping.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const began = Date.now();
    try {
      if (await isRunByAnother(runner.home))
        return runner.say(
          'The runner of this machine belongs to another server that is up; it stays with that one.',
        );
      await connectRunner(runner);
      if (stopping.aborted) return;
      const child = spawnRunner(runner);
      running(child.pid);
      runner.say(
        `Runner on this machine: works on repositories in ${runner.directory} (LOCAL_RUNNER=off switches it off)`,
      );
      const [code] = (await once(child, 'exit')) as [number | null];
      running(undefined);
      if (stopping.aborted) return;
      runner.say(
        `The runner of this machine ended (${code ?? 'killed'}); it is started again. ${path.join(runner.home, 'runner.log')} says why.`,
      );
    } catch (error) {
      const sentence = `The runner of this machine did not start: ${(error as Error).message}`;
      if (sentence !== said) runner.say(sentence);
      said = sentence;
    }
    if (Date.now() - began > LONGEST_PAUSE_MS) wait = SHORTEST_PAUSE_MS;
    await pause(wait, undefined, { signal: stopping }).catch(() => {});
  }
}
