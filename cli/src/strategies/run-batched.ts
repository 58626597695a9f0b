import { passOutput } from './pass-output';
import type { ProcessResult, Runnable } from './process-result';
import { openRun, type StrategyOptions } from './run-one';
import { runTogether } from './run-parallel';

export interface BatchOptions extends StrategyOptions {
  /** How many run together; the next batch begins when all of them have ended. */
  batchSize: number;
  /** Each process is given the outputs of the batch before it. Default: false. */
  passOutput?: boolean;
}

/**
 * Runs processes in batches, in order. Results come batch by batch, within one in the order in which they end.
 * Throws a RangeError where the size is no whole number above 0.
 */
export async function runBatched(
  processes: readonly Runnable[],
  options: BatchOptions,
): Promise<ProcessResult[]> {
  const { batchSize } = options;
  if (!(Number.isInteger(batchSize) && batchSize > 0))
    throw new RangeError(`batchSize is a whole number above 0; ${batchSize} is none.`);
  const run = openRun(processes.length, options);
  const results: ProcessResult[] = [];
  let before: ProcessResult[] = [];
  for (let at = 0; at < processes.length && !options.signal?.aborted; at += batchSize) {
    const batch = processes.slice(at, at + batchSize);
    const passed = before;
    const ended: ProcessResult[] = [];
    await runTogether(
      batch,
      ({ prompt }) => (options.passOutput ? { prompt: passOutput(prompt, passed) } : {}),
      run,
      { ...options, maxWorkers: batchSize },
      (result) => ended.push(result),
    );
    results.push(...ended);
    before = ended;
  }
  return results;
}
