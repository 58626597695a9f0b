import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** A process as it was found: the start time tells it from a later one with the same number. */
interface Found {
  pid: number;
  parent: number;
  started: string;
}

/**
 * Every process below `pid`, and every other one whose environment holds `marker` (`NAME=value`): tools put
 * themselves into sessions of their own, so neither the process group nor the parents find them all.
 * Collect before the kill: afterwards the children have other parents.
 */
export async function collectTree(pid: number, marker: string): Promise<Found[]> {
  const all = await listProcesses();
  const wanted = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of all) {
      if (wanted.has(each.parent) && !wanted.has(each.pid)) {
        wanted.add(each.pid);
        grown = true;
      }
    }
  }
  for (const each of all)
    if (!wanted.has(each.pid) && (await carries(each.pid, marker))) wanted.add(each.pid);
  wanted.delete(process.pid);
  return all.filter((each) => wanted.has(each.pid));
}

/** SIGKILLs each of them that is still the process it was. */
export async function killCollected(found: Found[]): Promise<void> {
  if (process.platform === 'win32') return killOnWindows(found);
  const now = new Map((await listProcesses()).map((each) => [each.pid, each.started]));
  for (const { pid, started } of found) if (now.get(pid) === started) kill(pid, 'SIGKILL');
}

/** Sends a signal; a process that is gone is no error. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

async function listProcesses(): Promise<Found[]> {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    return (await Promise.all(pids.map(readStat))).filter((found) => found !== null);
  }
  if (process.platform === 'win32') return [];
  const lines = (await output('ps', ['-A', '-o', 'pid=,ppid=,lstart='])).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, started] = /^\s*(\d+)\s+(\d+)\s+(.+)$/.exec(line) ?? [];
    return pid && parent && started ? [{ pid: Number(pid), parent: Number(parent), started }] : [];
  });
}

async function readStat(name: string): Promise<Found | null> {
  try {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8');
    // The program's name may hold spaces and brackets: what follows its last bracket is regular.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z'
      ? null
      : { pid: Number(name), parent: Number(fields[1]), started: fields[19] ?? '' };
  } catch {
    return null;
  }
}

async function carries(pid: number, marker: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    return (await readFile(`/proc/${pid}/environ`, 'latin1')).split('\0').includes(marker);
  } catch {
    return false;
  }
}

async function killOnWindows(found: Found[]): Promise<void> {
  for (const { pid } of found) await output('taskkill', ['/T', '/F', '/PID', String(pid)]);
}

const output = (command: string, args: string[]): Promise<string> =>
  new Promise((done) =>
    execFile(command, args, { encoding: 'utf8', windowsHide: true }, (_error, stdout) => done(stdout)),
  );
