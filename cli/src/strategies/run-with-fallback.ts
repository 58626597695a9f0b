import { failedResult, type ProcessResult, type Runnable, succeeded } from './process-result';
import { openRun, type StrategyOptions } from './run-one';

export interface FallbackOptions extends StrategyOptions {
  /** Seconds for each of them; where it is not told, each has its own. */
  timeout?: number;
}

/** Runs processes one after another until one succeeds. The result is the first success, or the last failure. */
export async function runWithFallback(
  processes: readonly Runnable[],
  options: FallbackOptions = {},
): Promise<ProcessResult> {
  const run = openRun(processes.length, options);
  let last = failedResult('fallback', 'There is no process to run.');
  for (const process of processes) {
    if (options.signal?.aborted) break;
    last = await run(process, options.timeout === undefined ? {} : { timeout: options.timeout });
    if (succeeded(last)) break;
  }
  return last;
}
