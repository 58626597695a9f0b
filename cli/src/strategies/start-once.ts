import { constants } from 'node:os';
import { type ProcessEnd, runProcess } from '../workspace/run-process';
import { holdGroup } from './hold-group';
import type { Start } from './prepare-start';
import { TIMED_OUT } from './process-result';
import { runInPty } from './run-in-pty';
import { watchLimits } from './watch-limits';

/** What a process and everything below it may use; beyond it the group is ended. */
export interface Limits {
  /** Megabytes of memory, together. */
  memoryMb?: number;
  /** Seconds of processor time, together. */
  cpuSeconds?: number;
}

interface Wishes {
  workingDir: string;
  /** Seconds. */
  timeout: number;
  pty?: boolean;
  limits?: Limits;
  signal?: AbortSignal;
}

interface End {
  exitCode: number;
  durationS: number;
  /** Why it was ended, or not started; empty where it ended by itself. */
  why: string;
}

/** Starts it once and waits for the end of its whole group. */
export async function startOnce(
  start: Start,
  { workingDir, timeout, pty, limits, signal }: Wishes,
  onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void,
): Promise<End> {
  const stop = new AbortController();
  const passOn = () => stop.abort();
  signal?.addEventListener('abort', passOn, { once: true });
  if (signal?.aborted) stop.abort();
  let crossed: string | null = null;
  const letGo: (() => void)[] = [];
  const run = {
    argv: pty ? [...start.argv, ...start.terminalArgs] : start.argv,
    cwd: workingDir,
    env: start.env,
    timeoutMs: timeout * 1000,
    signal: stop.signal,
    keepBytes: 4096,
    onOutput,
    onStart: (pid: number) => {
      letGo.push(holdGroup(pid));
      if (!limits) return;
      const onCrossed = (what: string) => {
        crossed = what;
        stop.abort();
      };
      letGo.push(watchLimits(pid, limits, onCrossed));
    },
  };
  try {
    const end = await (pty ? runInPty(run) : runProcess({ ...run, input: start.input }));
    return { durationS: end.durationMs / 1000, ...readEnd(end, timeout, crossed) };
  } finally {
    signal?.removeEventListener('abort', passOn);
    for (const each of letGo) each();
  }
}

function readEnd(end: ProcessEnd, timeout: number, crossed: string | null): Pick<End, 'exitCode' | 'why'> {
  if (end.how === 'timeout')
    return { exitCode: TIMED_OUT, why: `It was ended: it took longer than ${timeout} s.` };
  if (end.how === 'not-started') {
    const missing = /ENOENT/.test(end.tail);
    return { exitCode: missing ? 127 : 126, why: `It could not be started: ${end.tail.trim()}` };
  }
  if (end.how === 'stopped')
    return crossed
      ? { exitCode: 128 + constants.signals.SIGKILL, why: `It was ended: ${crossed}` }
      : { exitCode: 128 + constants.signals.SIGINT, why: 'It was stopped.' };
  if (end.exitCode !== null) return { exitCode: end.exitCode, why: '' };
  return {
    exitCode: 128 + (end.signal ? constants.signals[end.signal] : 0),
    why: end.signal ? `It was ended by ${end.signal}.` : '',
  };
}
