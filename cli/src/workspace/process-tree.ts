import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Set in the environment of everything an agent starts, so that it can be found after a crash. */
export const AGENT_MARK = 'AO_AGENT_ID';

interface Entry {
  pid: number;
  parent: number;
}

/** A process and everything below it, parents first. */
export function processTree(root: number, all = listProcesses()): number[] {
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter((entry) => entry.parent === pid).map((entry) => entry.pid));
  return tree;
}

/** Sends a signal to a process and everything below it, and to its group. Processes that are gone are no error. */
export function signalTree(root: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') return;
    try {
      execFileSync('taskkill', ['/pid', String(root), '/T', '/F'], { stdio: 'ignore' });
    } catch {}
    return;
  }
  const tree = processTree(root);
  for (const pid of [-root, ...tree]) {
    try {
      process.kill(pid, signal);
    } catch {}
  }
}

/**
 * What a process and everything below it are doing: whether it is there, whether one of them stands still by a signal,
 * and the processor time they have used, in milliseconds (0 where the system does not tell).
 */
export function treeActivity(root: number): { alive: boolean; stopped: boolean; cpuMs: number } {
  if (process.platform !== 'linux') return { alive: startTimeOf(root) !== null, stopped: false, cpuMs: 0 };
  let cpuMs = 0;
  let stopped = false;
  let alive = false;
  for (const pid of processTree(root)) {
    try {
      const fields = statFields(pid);
      // A tick is ten milliseconds; what ended children used is counted with their parent.
      for (const at of [11, 12, 13, 14]) cpuMs += Number(fields[at]) * 10;
      if (fields[0] === 'T') stopped = true;
      if (pid === root && fields[0] !== 'Z') alive = true;
    } catch {}
  }
  return { alive, stopped, cpuMs };
}

/** When a process began, in the kernel's own unit; null where there is none or the system does not tell. With the pid it names a process for good. */
export function startTimeOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return statFields(pid)[19] ?? null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Processes whose environment holds one of these marks (`NAME=value`), wherever they fled to; only Linux tells. */
export function markedProcesses(...marks: string[]): number[] {
  if (process.platform !== 'linux' || marks.length === 0) return [];
  const wanted = new Set(marks);
  return listProcesses()
    .map((entry) => entry.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1')
          .split('\0')
          .some((one) => wanted.has(one));
      } catch {
        return false;
      }
    });
}

/** The mark of everything that an agent has started. */
export const agentMark = (agentId: string) => `${AGENT_MARK}=${agentId}`;

function listProcesses(): Entry[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        return [{ pid: Number(name), parent: Number(statFields(Number(name))[1]) }];
      } catch {
        return [];
      }
    });
  }
  return processesByPs();
}

/** Every process, on a system that shows them by `ps` alone. */
export function processesByPs(): Entry[] {
  try {
    const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
    return text.split('\n').flatMap((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return pid && parent !== undefined ? [{ pid, parent }] : [];
    });
  } catch {
    return [];
  }
}

/** Fields of /proc/pid/stat from the state on: the name before them may hold spaces and brackets. */
function statFields(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
