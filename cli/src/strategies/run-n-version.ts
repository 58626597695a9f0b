import { passOutput } from './pass-output';
import { type ProcessResult, type Runnable, succeeded } from './process-result';
import { readChoice } from './read-choice';
import { openRun } from './run-one';
import { type ParallelOptions, runTogether } from './run-parallel';

export interface NVersionOptions extends ParallelOptions {
  /** Compares the versions; its prompt says by what. It is not asked where one version alone succeeded. */
  judge: Runnable;
}

export interface NVersionResult {
  /** The version that was chosen; null where none succeeded, or the judge named none. */
  winner: ProcessResult | null;
  /** What the judge said; null where it was not asked. */
  verdict: ProcessResult | null;
  /** All versions, in the order in which they ended. */
  results: ProcessResult[];
}

/** Lets several processes do the same work apart from each other, and a judge choose the best. */
export async function runNVersion(
  processes: readonly Runnable[],
  options: NVersionOptions,
): Promise<NVersionResult> {
  const run = openRun(processes.length + 1, options);
  const results: ProcessResult[] = [];
  await runTogether(
    processes,
    () => ({}),
    run,
    options,
    (result) => results.push(result),
  );
  const good = results.filter(succeeded);
  if (good.length < 2 || options.signal?.aborted) return { winner: good[0] ?? null, verdict: null, results };
  // Always in the order in which they were given: who was quicker is no merit.
  const given = processes.flatMap(({ processId }) => good.filter((result) => result.processId === processId));
  const candidates = [...new Set(given)];
  const ids = candidates.map(({ processId }) => processId);
  const verdict = await run(options.judge, {
    prompt: `${passOutput(options.judge.prompt, candidates)}\n\nEnd with one line that names the best of them: WINNER: and one of ${ids.join(', ')}.`,
  });
  const chosen = succeeded(verdict) ? readChoice(verdict.output, 'WINNER', ids) : null;
  return { winner: candidates.find(({ processId }) => processId === chosen) ?? null, verdict, results };
}
