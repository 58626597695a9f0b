import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that answers calls: a server under test, a load generator, a peer. */
export interface Child {
  pid: number;
  /** Rejects where the call fails, the process ends, or it takes longer than two minutes, or than it is told. */
  ask<Answer>(call: string, given?: unknown, longestMs?: number): Promise<Answer>;
  /** Ends it, its open connections with it. */
  end(): Promise<void>;
}

interface Pending {
  resolve(answer: never): void;
  reject(error: Error): void;
}

const LONGEST_MS = 120_000;

/** Starts a script that ends in `answerCalls`. It ends with us, however we end. */
export function startChild(script: URL, env: Record<string, string> = {}): Child {
  const child = fork(fileURLToPath(script), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const pending = new Map<number, Pending>();
  let calls = 0;
  child.on('message', ({ id, answer, error }: { id: number; answer?: never; error?: string }) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(answer as never);
    else waiting?.reject(new Error(error));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of pending.values())
      reject(new Error(`${script.pathname.split('/').pop()} ended with ${signal ?? code}`));
    pending.clear();
  });
  return {
    pid: child.pid!,
    ask: (call, given, longestMs = LONGEST_MS) =>
      new Promise((resolve, reject) => {
        const id = ++calls;
        const late = setTimeout(() => {
          pending.delete(id);
          reject(new Error(`${call} took longer than ${longestMs / 1000} s`));
        }, longestMs);
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            clearTimeout(late);
            then(value);
          };
        pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
        child.send({ id, call, given });
      }),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      const kill = setTimeout(() => child.kill('SIGKILL'), 8_000);
      await exited;
      clearTimeout(kill);
    },
  };
}
