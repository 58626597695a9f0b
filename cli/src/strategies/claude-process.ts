import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type OutputFilter, openCapture } from './capture';
import { type ClaudeOptions, prepareStart } from './prepare-start';
import { openProcessLog } from './process-log';
import {
  failedResult,
  type ProcessResult,
  type RunChanges,
  type Runnable,
  succeeded,
} from './process-result';
import { type Retry, waitBefore } from './retry';
import { type Limits, startOnce } from './start-once';

export interface ClaudeProcessOptions extends ClaudeOptions {
  prompt: string;
  /** Names it in results and in its log file. */
  processId: string;
  /** The folder it works in. */
  workingDir: string;
  /** Where its log is written; made where it is not there. */
  logDir: string;
  /** Whether what it writes is shown on stdout as it comes, each line behind its id. Default: true. */
  streamOutput?: boolean;
  /** Seconds until its whole group is ended (exit code -1); a day where it is not told. */
  timeout?: number;
  /** Gives it a terminal of its own. Needs the package @lydell/node-pty. */
  pty?: boolean;
  retry?: Retry;
  /** Which lines of its stdout become `output`; its log has all of them. */
  filter?: OutputFilter;
  limits?: Limits;
  /** Hears what it writes, as it comes. */
  onOutput?(text: string, stream: 'stdout' | 'stderr'): void;
}

const DAY_S = 86_400;

/** One run of Claude Code, or of another program, on one prompt. */
export class ClaudeProcess implements Runnable {
  readonly processId: string;
  readonly prompt: string;
  readonly options: Readonly<ClaudeProcessOptions>;

  /** Throws a TypeError where the time-out is no time in seconds. */
  constructor(options: ClaudeProcessOptions) {
    checkSeconds(options.timeout);
    this.options = { ...options };
    this.processId = options.processId;
    this.prompt = options.prompt;
  }

  /**
   * Runs it to its end, again where `retry` says so. Its stdin is closed behind the prompt, all its output is taken,
   * and its log is `<logDir>/<processId>.log`. Whatever goes wrong is a result: this never rejects.
   */
  async run(changes: RunChanges = {}): Promise<ProcessResult> {
    const began = performance.now();
    const { retry } = this.options;
    for (let tried = 1; ; tried++) {
      const result = await this.try(changes);
      result.duration = (performance.now() - began) / 1000;
      const waitS = changes.signal?.aborted ? null : waitBefore(tried, result, retry);
      if (succeeded(result) || waitS === null) return result;
      await pause(waitS * 1000, null, changes.signal ? { signal: changes.signal } : {}).catch(() => {});
    }
  }

  private async try(changes: RunChanges): Promise<ProcessResult> {
    const { processId, options } = this;
    let log: ReturnType<typeof openProcessLog> | null = null;
    try {
      log = openProcessLog(options.logDir, processId);
      if (!isFolder(options.workingDir))
        throw new Error(`The working folder does not exist, or is no folder: ${options.workingDir}`);
      checkSeconds(changes.timeout);
      const prompt = changes.prompt ?? this.prompt;
      const timeout = changes.timeout ?? options.timeout ?? DAY_S;
      const start = prepareStart(prompt, options);
      const capture = openCapture(options, log);
      try {
        log.note(`start: ${start.argv.join(' ')} in ${options.workingDir}, at most ${timeout} s`);
        log.note(`prompt:\n${prompt}`);
        const end = await startOnce(start, { ...options, ...changes, timeout }, capture.take);
        const result = {
          ...capture.result(end.why),
          exitCode: end.exitCode,
          duration: end.durationS,
          processId,
        };
        log.note(`end: exit code ${end.exitCode} after ${end.durationS.toFixed(3)} s ${end.why}`.trimEnd());
        return result;
      } finally {
        start.remove();
      }
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      const result = failedResult(processId, error, missing ? 127 : 126);
      log?.note(`failed: ${result.stderr}`);
      return result;
    } finally {
      log?.close();
    }
  }
}

function checkSeconds(timeout: number | undefined): void {
  if (timeout !== undefined && !(timeout > 0 && timeout <= DAY_S * 20))
    throw new TypeError(`A timeout is a number of seconds above 0, twenty days at most; ${timeout} is none.`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
