import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A PostgreSQL server that serves a folder. */
export interface Running {
  pid: number;
  port: number;
}

/**
 * The server that postmaster.pid names (line 1 the pid, line 4 the port), if its process lives; removes the
 * file where it names a dead one or, its number given away, another program.
 */
export function runningCluster(dataDir: string): Running | undefined {
  const file = path.join(dataDir, 'postmaster.pid');
  const running = readPidFile(file);
  if (!running || !isAlive(running.pid)) return undefined;
  if (process.platform !== 'linux' || isPostgres(running.pid)) return running;
  rmSync(file, { force: true });
  return undefined;
}

function readPidFile(file: string): Running | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid && port ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A killed server that nobody has reaped yet still has a pid, and no command line. */
function isPostgres(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    return state !== 'Z' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}
