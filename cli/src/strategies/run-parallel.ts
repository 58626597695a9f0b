import type { ProcessResult, RunChanges, Runnable } from './process-result';
import { openRun, type StrategyOptions } from './run-one';

export interface ParallelOptions extends StrategyOptions {
  /** How many run at the same time; all of them, where it is not told. */
  maxWorkers?: number;
}

/** Runs processes together. Every one runs; results come in the order in which they end. */
export async function runParallel(
  processes: readonly Runnable[],
  options: ParallelOptions = {},
): Promise<ProcessResult[]> {
  const results: ProcessResult[] = [];
  await runTogether(
    processes,
    () => ({}),
    openRun(processes.length, options),
    options,
    (result) => results.push(result),
  );
  return results;
}

/** Runs processes together, so many at a time, and hands over each result as it comes. Throws where that number is none. */
export async function runTogether(
  processes: readonly Runnable[],
  changesOf: (process: Runnable) => RunChanges,
  run: ReturnType<typeof openRun>,
  { maxWorkers = processes.length, signal }: ParallelOptions,
  onResult: (result: ProcessResult, process: Runnable) => void,
): Promise<void> {
  if (processes.length > 0 && !(Number.isInteger(maxWorkers) && maxWorkers > 0))
    throw new RangeError(`maxWorkers is a whole number above 0; ${maxWorkers} is none.`);
  const waiting = [...processes];
  const lane = async () => {
    for (let next = waiting.shift(); next && !signal?.aborted; next = waiting.shift())
      onResult(await run(next, changesOf(next)), next);
  };
  await Promise.all(Array.from({ length: Math.min(maxWorkers, processes.length) }, lane));
}
