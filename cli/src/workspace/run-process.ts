import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { noteChild } from './agent-processes';
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
  /** What it reads on its stdin, which is closed behind it; nothing where it is not told. */
  input?: string;
  onStart?(pid: number): void;
  onOutput?(stream: 'stdout' | 'stderr', bytes: Buffer): void;
}

export interface ProcessEnd {
  /** null where it could not be started or was ended by a signal. */
  exitCode: number | null;
  /** The signal that ended it, where one did. */
  signal: NodeJS.Signals | null;
  how: 'exited' | 'timeout' | 'stopped' | 'not-started';
  durationMs: number;
  /** The last output of both streams, in order of arrival. */
  tail: string;
}

const GRACE_MS = 3000;
/** How long pipes may stay open behind a command that has ended. */
const LINGER_MS = 10_000;
/** In the environment of one command and everything it starts. */
export const RUN_MARK = 'AO_RUN_ID';

/**
 * Runs a command given as an argument list, never through a shell, in a process group of its own. On time-out and abort the whole tree is ended, escapees included. Never rejects.
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
      stdio: [run.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    noteChild(child, run.env);
    const [stdout, stderr] = [child.stdout as Readable, child.stderr as Readable];
    // Whoever does not read its input to the end is no error of ours.
    child.stdin?.on('error', () => {});
    child.stdin?.end(run.input);
    if (child.pid !== undefined) run.onStart?.(child.pid);
    const finish = (exitCode: number | null, signal: NodeJS.Signals | null) => {
      for (const each of [timer, killer, lingerer]) clearTimeout(each);
      run.signal?.removeEventListener('abort', onAbort);
      const durationMs = Math.round(performance.now() - began);
      resolve({ exitCode, signal, how, durationMs, tail: tail.text() });
    };
    let killer: NodeJS.Timeout | undefined;
    let lingerer: NodeJS.Timeout | undefined;
    const letGo = () => {
      // A grandchild that fled the tree may still hold the pipes.
      stdout.destroy();
      stderr.destroy();
    };
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
        letGo();
      }, GRACE_MS);
    };
    const onAbort = () => end('stopped');
    const timer = setTimeout(() => end('timeout'), run.timeoutMs);
    run.signal?.addEventListener('abort', onAbort, { once: true });
    if (run.signal?.aborted) onAbort();

    for (const [name, stream] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const) {
      stream.on('data', (bytes: Buffer) => {
        tail.add(bytes);
        run.onOutput?.(name, bytes);
      });
      stream.on('error', () => {});
    }
    child.on('error', (error) => {
      how = 'not-started';
      tail.add(Buffer.from(`${error.message}\n`));
      finish(null, null);
    });
    child.on('exit', () => {
      // What it left behind in its group goes with it; then the pipes close.
      if (child.pid !== undefined) killAll(child.pid);
      lingerer = setTimeout(letGo, LINGER_MS);
    });
    child.on('close', (code, signal) => finish(how === 'exited' ? code : null, signal));
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
