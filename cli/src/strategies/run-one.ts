import { failedResult, type ProcessResult, type RunChanges, type Runnable } from './process-result';

/** What a strategy tells of a process, as it happens. */
export interface Progress {
  processId: string;
  state: 'started' | 'finished';
  /** Set where it has finished. */
  result?: ProcessResult;
  /** How many have finished, this one counted. */
  done: number;
  /** How many there are; where a strategy stops early, those that never start count too. */
  total: number;
}

/** What every strategy takes. */
export interface StrategyOptions {
  onProgress?(progress: Progress): void;
  /** Aborted, what runs is ended with its group, and nothing more starts. */
  signal?: AbortSignal;
}

/** Runs processes one at a time as it is asked, turns what is thrown into failed results, and tells progress. */
export function openRun(total: number, { onProgress, signal }: StrategyOptions) {
  let done = 0;
  const tell = (progress: Progress) => {
    try {
      onProgress?.(progress);
    } catch {
      // Whoever watches does not stop the work.
    }
  };
  return async (process: Runnable, changes: RunChanges = {}): Promise<ProcessResult> => {
    const { processId } = process;
    tell({ processId, state: 'started', done, total });
    let result: ProcessResult;
    try {
      result = await process.run(signal ? { ...changes, signal } : changes);
    } catch (error) {
      result = failedResult(processId, error);
    }
    done++;
    tell({ processId, state: 'finished', result, done, total });
    return result;
  };
}
