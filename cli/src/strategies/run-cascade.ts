import { failedResult, type ProcessResult, type Runnable, succeeded } from './process-result';
import { openRun, type StrategyOptions } from './run-one';

export interface CascadeOptions extends StrategyOptions {
  /** Whether a success is good enough to stop at. Default: it put something out. */
  accept?(result: ProcessResult): boolean | Promise<boolean>;
}

export interface CascadeResult {
  /** The first that was good enough, else the last success, else the last failure. */
  result: ProcessResult;
  /** Its place among the processes, from 0; -1 where none ran. */
  tier: number;
  accepted: boolean;
  /** All that ran, in order. */
  tried: ProcessResult[];
}

/** Tries processes from the cheapest (or the best) on, each with its own time-out, until a result is good enough. */
export async function runCascade(
  processes: readonly Runnable[],
  options: CascadeOptions = {},
): Promise<CascadeResult> {
  const accept = options.accept ?? (({ output }) => output.trim() !== '');
  const run = openRun(processes.length, options);
  const tried: ProcessResult[] = [];
  for (const process of processes) {
    if (options.signal?.aborted) break;
    const result = await run(process);
    tried.push(result);
    if (succeeded(result) && (await accept(result)))
      return { result, tier: tried.length - 1, accepted: true, tried };
  }
  const result =
    tried.findLast(succeeded) ?? tried.at(-1) ?? failedResult('cascade', 'There is no process to run.');
  return { result, tier: tried.indexOf(result), accepted: false, tried };
}
