import { passOutput } from './pass-output';
import { type ProcessResult, type Runnable, succeeded } from './process-result';
import { openRun, type StrategyOptions } from './run-one';

export interface SequentialOptions extends StrategyOptions {
  /** Each process is given the output of the one before it. Default: false. */
  passOutput?: boolean;
  /** Nothing runs after a failure. Default: false. */
  stopOnFailure?: boolean;
}

/** Runs processes one after another. Results come in the order in which they ran; those that never ran have none. */
export async function runSequential(
  processes: readonly Runnable[],
  options: SequentialOptions = {},
): Promise<ProcessResult[]> {
  const run = openRun(processes.length, options);
  const results: ProcessResult[] = [];
  for (const process of processes) {
    if (options.signal?.aborted) break;
    const last = results.slice(-1);
    const result = await run(process, options.passOutput ? { prompt: passOutput(process.prompt, last) } : {});
    results.push(result);
    if (options.stopOnFailure && !succeeded(result)) break;
  }
  return results;
}
