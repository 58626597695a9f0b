import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '@/lib/is-alive';
import type { LocalRunner } from './runner-home';

/** An idle runner leaves at once; one at work is told next to hand its task back, and then to leave all the same. */
const DRAIN_MS = 2_000;
const HAND_BACK_MS = 15_000;

const pidFile = (home: string) => path.join(home, 'pid');

/** Starts the runner, its output in runner.log. Its own process group: a Ctrl-C in our terminal is for us to pass on. */
export function spawnRunner({
  program,
  home,
  directory,
  maxConcurrent,
  environment,
}: LocalRunner): ChildProcess {
  const log = openSync(path.join(home, 'runner.log'), 'a', 0o600);
  const argv = [program, 'start', '--dir', directory, '--max-concurrent', String(maxConcurrent)];
  const child = spawn(process.execPath, argv, {
    env: environment as NodeJS.ProcessEnv,
    cwd: directory,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid) writeFileSync(pidFile(home), `${child.pid} ${process.pid}`, { mode: 0o600 });
  child.once('exit', () => rmSync(pidFile(home), { force: true }));
  return child;
}

/** Whether another living server runs the runner of this folder; one whose server was killed is stopped first. */
export async function isRunByAnother(home: string): Promise<boolean> {
  let pids: number[];
  try {
    pids = readFileSync(pidFile(home), 'utf8').split(' ').map(Number);
  } catch {
    return false;
  }
  const [runner, server] = pids;
  if (!runner || !isRunner(runner)) return false;
  if (server && server !== process.pid && isAlive(server)) return true;
  await stopRunner(runner);
  return false;
}

/** Lets a runner finish or hand back what it has; ends it after that time. */
export async function stopRunner(pid: number): Promise<void> {
  for (const [signal, wait] of [
    ['SIGTERM', DRAIN_MS],
    ['SIGHUP', HAND_BACK_MS],
    ['SIGINT', DRAIN_MS],
    ['SIGKILL', DRAIN_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + wait; Date.now() < until; await pause(50)) if (!isAlive(pid)) return;
  }
}

/** A pid outlives its process: it may be another program's by now. */
function isRunner(pid: number): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path.join('cli', 'dist', 'main.js'));
  } catch {
    return false;
  }
}
