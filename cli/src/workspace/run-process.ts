import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { markedProcesses, signalTree } from './process-tree';

export interface ProcessRun {
  argv: string[];
  cwd: string;
  /** The whole environment. */
  env: Record<string, string>;
  /** Milliseconds until it is ended. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** Bytes of output to keep, counted from the end. */
  keepBytes?: number;
  onOutput?(stream: 'stdout' | 'stderr', bytes: Buffer): void;
}

export interface ProcessEnd {
  /** null where it could not be started or was ended by a signal. */
  exitCode: number | null;
  how: 'exited' | 'timeout' | 'stopped' | 'not-started';
  durationMs: number;
  /** The last output of both streams, in order of arrival. */
  tail: string;
}

const GRACE_MS = 3000;
/** In the environment of one command and everything it starts. */
const RUN_MARK = 'AO_RUN_ID';

/**
 * Runs a command given as an argument list, never through a shell, in a process group of its own with no
 * input. On time-out and abort the whole tree is ended, escapees included. Never rejects.
 */
export function runProcess(run: ProcessRun): Promise<ProcessEnd> {
  const began = performance.now();
  const mark = randomUUID();
  const tail = createTail(run.keepBytes ?? 64 * 1024);
  return new Promise((resolve) => {
    let how: ProcessEnd['how'] = 'exited';
    const [command, ...args] = run.argv as [string, ...string[]];
    const child = spawn(command, args, {
      cwd: run.cwd,
      env: { ...run.env, [RUN_MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const finish = (exitCode: number | null) => {
      clearTimeout(timer);
      clearTimeout(killer);
      run.signal?.removeEventListener('abort', onAbort);
      resolve({ exitCode, how, durationMs: Math.round(performance.now() - began), tail: tail.text() });
    };
    let killer: NodeJS.Timeout | undefined;
    const killAll = (pid: number) => {
      signalTree(pid, 'SIGKILL');
      for (const escaped of markedProcesses(`${RUN_MARK}=${mark}`)) signalTree(escaped, 'SIGKILL');
    };
    const end = (why: 'timeout' | 'stopped') => {
      if (how !== 'exited' || child.pid === undefined) return;
      how = why;
      const pid = child.pid;
      signalTree(pid, 'SIGTERM');
      killer = setTimeout(() => {
        killAll(pid);
        // A grandchild that fled the tree may still hold the pipes.
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE_MS);
    };
    const onAbort = () => end('stopped');
    const timer = setTimeout(() => end('timeout'), run.timeoutMs);
    run.signal?.addEventListener('abort', onAbort, { once: true });
    if (run.signal?.aborted) onAbort();

    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (bytes: Buffer) => {
        tail.add(bytes);
        run.onOutput?.(stream, bytes);
      });
      child[stream].on('error', () => {});
    }
    child.on('error', (error) => {
      how = 'not-started';
      tail.add(Buffer.from(`${error.message}\n`));
      finish(null);
    });
    child.on('exit', () => {
      // What it left behind in its group goes with it; then the pipes close.
      if (child.pid !== undefined) killAll(child.pid);
    });
    child.on('close', (code) => finish(how === 'exited' ? code : null));
  });
}

function createTail(max: number) {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (bytes: Buffer) => {
      chunks.push(bytes);
      size += bytes.length;
      if (size > max * 2) {
        const kept = Buffer.concat(chunks).subarray(-max);
        chunks = [kept];
        size = kept.length;
      }
    },
    text: () => Buffer.concat(chunks).subarray(-max).toString('utf8'),
  };
}
