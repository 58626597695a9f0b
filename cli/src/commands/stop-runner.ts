import { setTimeout as sleep } from 'node:timers/promises';
import { leftAgents } from '../runner/agent-folder';
import { isLeaving, runningRunner } from '../runner/single-runner';
import { EXIT, Failure } from '../terminal/failure';
import { print, printJson, say } from '../terminal/say';
import type { StopOptions } from './stop';

const LOOK_MS = 100;

/** Asks the runner of this machine to leave, and waits until it has; sets the exit code. */
export async function stopRunner(options: StopOptions): Promise<void> {
  const pid = runningRunner();
  if (pid === null) return tell(options, { pid, stopped: true }, 'No runner runs here.');
  refuseWithoutSignals(options);
  // What SIGTERM and SIGHUP mean to a runner stands in runner/signals.ts.
  // One that is finishing already would take a second SIGTERM as the wish to hand back.
  if (options.now || !isLeaving()) process.kill(pid, options.now ? 'SIGHUP' : 'SIGTERM');
  const busy = leftAgents().map(({ taskRef }) => taskRef);
  const what = options.now ? 'handing back' : 'finishing';
  say(`Asked the runner (process ${pid}) to leave${busy.length > 0 ? `; ${what} ${busy.join(', ')}` : ''}.`);
  if (!options.wait) return tell(options, { pid, stopped: false }, 'It leaves by itself.');
  const until =
    options.timeout === undefined ? Number.POSITIVE_INFINITY : Date.now() + options.timeout * 1000;
  while (runningRunner() === pid) {
    if (Date.now() > until) {
      process.exitCode = EXIT.failure;
      return tell(
        options,
        { pid, stopped: false },
        `It has not left within ${options.timeout} s and goes on leaving.`,
      );
    }
    await sleep(LOOK_MS);
  }
  tell(options, { pid, stopped: true }, 'It has left.');
}

/** Windows has no signal that another process can answer: it would be ended at once. */
function refuseWithoutSignals({ now }: StopOptions): void {
  if (process.platform !== 'win32' || now) return;
  throw new Failure(
    'CANNOT_DRAIN',
    'On Windows another program cannot ask the runner to finish. Press Ctrl-C in its window, or use --now: it ends at once, and its tasks go back to the queue when their leases have run out.',
  );
}

function tell({ json }: StopOptions, data: { pid: number | null; stopped: boolean }, sentence: string): void {
  if (json) printJson({ data });
  else print(sentence);
}
