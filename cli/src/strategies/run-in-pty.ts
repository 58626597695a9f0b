import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { markedProcesses, signalTree } from '../workspace/process-tree';
import { type ProcessEnd, type ProcessRun, RUN_MARK } from '../workspace/run-process';

const GRACE_MS = 3000;
const PACKAGE = '@lydell/node-pty';

/**
 * Runs a command in a terminal of its own, as `runProcess` runs one without: all it writes is its stdout. Throws where
 * the package that makes terminals is not installed, or the program is not there.
 */
export async function runInPty(run: ProcessRun): Promise<ProcessEnd> {
  const { spawn } = await loadPty();
  const [command = '', ...args] = run.argv;
  if (!isThere(command, run.env.PATH ?? ''))
    throw Object.assign(new Error(`The program ${command} was not found.`), { code: 'ENOENT' });
  const began = performance.now();
  const mark = randomUUID();
  const terminal = spawn(command, args, {
    name: 'xterm-256color',
    cols: 200,
    rows: 50,
    cwd: run.cwd,
    env: { ...run.env, [RUN_MARK]: mark },
    // Pieces of characters arrive as they are.
    encoding: null,
  });
  run.onStart?.(terminal.pid);
  terminal.onData((data) => run.onOutput?.('stdout', Buffer.from(data as string | Uint8Array)));
  return new Promise((resolve) => {
    let how: ProcessEnd['how'] = 'exited';
    let killer: NodeJS.Timeout | undefined;
    const killAll = () => {
      signalTree(terminal.pid, 'SIGKILL');
      for (const escaped of markedProcesses(`${RUN_MARK}=${mark}`)) signalTree(escaped, 'SIGKILL');
    };
    const end = (why: 'timeout' | 'stopped') => {
      if (how !== 'exited') return;
      how = why;
      signalTree(terminal.pid, 'SIGTERM');
      killer = setTimeout(killAll, GRACE_MS);
    };
    const onAbort = () => end('stopped');
    const timer = setTimeout(() => end('timeout'), run.timeoutMs);
    run.signal?.addEventListener('abort', onAbort, { once: true });
    if (run.signal?.aborted) onAbort();
    terminal.onExit(({ exitCode, signal }) => {
      clearTimeout(timer);
      clearTimeout(killer);
      run.signal?.removeEventListener('abort', onAbort);
      killAll();
      const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
      resolve({
        exitCode: how === 'exited' && !signal ? exitCode : null,
        signal: (name as NodeJS.Signals | undefined) ?? null,
        how,
        durationMs: Math.round(performance.now() - began),
        tail: '',
      });
    });
  });
}

async function loadPty(): Promise<typeof import('@lydell/node-pty')> {
  try {
    const loaded = await import('@lydell/node-pty');
    return 'default' in loaded ? (loaded.default as typeof loaded) : loaded;
  } catch (error) {
    throw new Error(`A terminal of its own needs a package that is not here. Run: npm install ${PACKAGE}`, {
      cause: error,
    });
  }
}

function isThere(command: string, searchPath: string): boolean {
  const places = command.includes('/')
    ? [command]
    : searchPath.split(delimiter).map((folder) => join(folder, command));
  return places.some((place) => {
    try {
      return statSync(place).isFile();
    } catch {
      return false;
    }
  });
}
