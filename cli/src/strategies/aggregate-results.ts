import { type ProcessResult, succeeded, TIMED_OUT } from './process-result';

export interface Aggregate {
  total: number;
  succeeded: number;
  failed: number;
  /** Of the failed, those that took too long. */
  timedOut: number;
  /** Seconds of all processes together. */
  duration: number;
  /** Seconds of the longest. */
  longest: number;
  /** The outputs of those that succeeded, each under its id. */
  combined: string;
  byId: Record<string, ProcessResult>;
}

/** Results put together: how many ended how, and what they said. */
export function aggregateResults(results: readonly ProcessResult[]): Aggregate {
  const good = results.filter(succeeded);
  const durations = results.map(({ duration }) => duration);
  return {
    total: results.length,
    succeeded: good.length,
    failed: results.length - good.length,
    timedOut: results.filter(({ exitCode }) => exitCode === TIMED_OUT).length,
    duration: durations.reduce((all, each) => all + each, 0),
    longest: Math.max(0, ...durations),
    combined: good.map(({ processId, output }) => `## ${processId}\n\n${output.trim()}\n`).join('\n'),
    byId: Object.fromEntries(results.map((result) => [result.processId, result])),
  };
}
