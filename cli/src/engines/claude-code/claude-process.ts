import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { noteChild } from '../../workspace/agent-processes';
import type { EngineRun, SandboxNeeds } from '../engine';
import { collectTree, kill, killCollected } from '../kill-tree';

const STDERR_KEPT = 8_000;
const LINE_MAX = 32 * 1024 * 1024;

export interface Exit {
  code: number | null;
  signal: string | null;
}
export interface ClaudeProcess {
  pid: number | null;
  /** Resolves when it is gone and its output has been read. Never rejects. */
  ended: Promise<Exit>;
  send(message: object): void;
  /** The last words on its stderr. */
  stderr(): string;
  /** No more input: it ends after the turn it is in. */
  closeInput(): void;
  /** SIGTERM, then SIGKILL of it and everything it started. Resolves when nothing is left. */
  end(): Promise<void>;
}

export interface Launch {
  argv: string[];
  env: Record<string, string>;
  needs: SandboxNeeds;
  /** `NAME=value` of `env` that whatever it starts inherits. */
  marker: string;
}

/** Starts one engine process in the run's sandbox; `onLine` gets each line of its stdout. */
export function startProcess(
  { argv, env, needs, marker }: Launch,
  run: EngineRun,
  onLine: (line: string) => void,
): ClaudeProcess {
  const [command = '', ...args] = run.sandbox.wrap(argv, run.cwd, needs);
  const child = spawn(command, args, {
    cwd: run.cwd,
    env,
    stdio: 'pipe',
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  noteChild(child, env);
  let tail = '';
  const cut = lineCutter(onLine);
  child.stdout.on('data', (bytes: Buffer) => {
    run.onOutput('stdout', bytes);
    cut(bytes);
  });
  child.stderr.on('data', (bytes: Buffer) => {
    run.onOutput('stderr', bytes);
    tail = (tail + bytes.toString()).slice(-STDERR_KEPT);
  });
  // Writing to one that has just died is no error of ours: its end is told by `ended`.
  child.stdin.on('error', () => {});
  let gone = false;
  const ended = new Promise<Exit>((done) => {
    child.on('error', (error) => {
      tail += error.message;
      gone = true;
      done({ code: null, signal: null });
    });
    child.on('close', (code, signal) => done({ code, signal }));
    child.on('exit', (code, signal) => {
      gone = true;
      // A tool that lives on holds the pipes open: what counts is that the engine itself has ended.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        done({ code, signal });
      }, 2000).unref();
    });
  });
  return {
    pid: child.pid ?? null,
    ended,
    send: (message) => void (child.stdin.writable && child.stdin.write(`${JSON.stringify(message)}\n`)),
    stderr: () => tail,
    closeInput: () => child.stdin.end(),
    end: async () => {
      if (!child.pid) return;
      const tree = await collectTree(child.pid, marker);
      if (!gone) {
        kill(child.pid, 'SIGTERM');
        await Promise.race([ended, pause(3000, null, { ref: false })]);
      }
      await killCollected(tree);
      // What was started while we were collecting.
      await killCollected(
        (await collectTree(child.pid, marker)).filter(({ pid }) => !gone || pid !== child.pid),
      );
      await ended;
    },
  };
}

function lineCutter(onLine: (line: string) => void): (bytes: Buffer) => void {
  let pending: Buffer[] = [];
  let held = 0;
  return (bytes) => {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const line = Buffer.concat([...pending, bytes.subarray(from, at)]).toString();
      pending = [];
      held = 0;
      from = at + 1;
      if (line.trim()) onLine(line);
    }
    if (from === bytes.length) return;
    held += bytes.length - from;
    // Nothing that we act on is that long; the log has it all the same.
    if (held <= LINE_MAX) pending.push(bytes.subarray(from));
    else pending = [];
  };
}
