/** How one process ended. */
export interface ProcessResult {
  /**
   * 0 success, -1 timeout; else what the process said, 128 and the signal's number where one ended it, 127 where its
   * program is missing, 126 where it could not be started.
   */
  exitCode: number;
  /** All it wrote to stdout (in a terminal of its own: all it wrote), or what the filter let through. */
  output: string;
  /** All it wrote to stderr, and why it was ended where we ended it. */
  stderr: string;
  /** Seconds from its start to its end; of all tries, where it was tried again. */
  duration: number;
  processId: string;
}

/** What may be other for one run than for the process. */
export interface RunChanges {
  prompt?: string;
  /** Seconds. */
  timeout?: number;
  /** Aborted, the whole group of the process is ended. */
  signal?: AbortSignal;
}

/** What strategies run: a `ClaudeProcess`, or anything that can be run like one. */
export interface Runnable {
  readonly processId: string;
  readonly prompt: string;
  run(changes?: RunChanges): Promise<ProcessResult>;
}

export const TIMED_OUT = -1;

/** Whether it ended well. */
export const succeeded = (result: ProcessResult): boolean => result.exitCode === 0;

/** The result of what could not be run at all. */
export const failedResult = (processId: string, error: unknown, exitCode = 1): ProcessResult => ({
  exitCode,
  output: '',
  stderr: error instanceof Error ? error.message : String(error),
  duration: 0,
  processId,
});
