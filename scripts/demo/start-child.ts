import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface Child {
  /** Resolves with the first line that matches; rejects when the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** What it said last, for error messages. */
  tail(): string;
  /** Asks it to end, more firmly as it stays; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: it is not asked. Resolves when it is gone. */
  cutOff(): Promise<void>;
  ended: Promise<number | null>;
}

export interface Start {
  name: string;
  argv: string[];
  cwd: string;
  /** The whole environment. */
  env: Record<string, string>;
  input?: string;
  /** Milliseconds after each request to end, in place of the usual ones. */
  patienceMs?: number[];
}

/** Milliseconds after SIGTERM and after each SIGHUP, by which a runner hands its work back at once; then SIGKILL. */
const PATIENCE_MS = [20_000, 10_000];
const KEPT = 200;

/** Starts one of the demo's own programs, in a process group of its own: Ctrl-C reaches it through us alone. */
export function startChild(
  { name, argv, cwd, env, input, patienceMs = PATIENCE_MS }: Start,
  say: (line: string) => void,
): Child {
  const child = spawn(process.execPath, argv, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    stdio: 'pipe',
    detached: process.platform !== 'win32',
  });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > KEPT) lines.shift();
      say(`${name}: ${line}`);
      for (const listen of listeners) listen(line);
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const ended = new Promise<number | null>((done) => {
    child.on('error', () => done(null));
    child.on('close', (code) => done(code));
  });
  const tail = () => lines.slice(-15).join('\n');
  return {
    tail,
    ended,
    until: (pattern) =>
      new Promise((done, fail) => {
        const listen = (line: string) => {
          const match = pattern.exec(line);
          if (match) done(match);
        };
        for (const line of lines) listen(line);
        listeners.add(listen);
        void ended.then((code) => fail(new Error(`${name} ended with ${code}:\n${tail()}`)));
      }),
    stop: () => stopChild(child, patienceMs),
    cutOff: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function stopChild(child: ChildProcess, patienceMs: number[]): Promise<void> {
  const gone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  for (const [asked, patience] of patienceMs.entries()) {
    if (gone()) return;
    const exited = once(child, 'exit');
    child.kill(asked === 0 ? 'SIGTERM' : 'SIGHUP');
    await Promise.race([exited, pause(patience, null, { ref: false })]);
  }
  if (gone()) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
