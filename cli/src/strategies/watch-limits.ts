import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { processTree, treeActivity } from '../workspace/process-tree';
import type { Limits } from './start-once';

const EVERY_MS = 250;

/**
 * Looks four times a second at what a process and everything below it use, and says once which limit was crossed.
 * Returns what ends the watch. Processor time is known on Linux alone.
 */
export function watchLimits(
  pid: number,
  { memoryMb, cpuSeconds }: Limits,
  onCrossed: (what: string) => void,
): () => void {
  let over = false;
  let looking = false;
  const look = async () => {
    const used = memoryMb === undefined ? 0 : await memoryOf(processTree(pid));
    const busy = cpuSeconds === undefined ? 0 : treeActivity(pid).cpuMs / 1000;
    if (over) return;
    const memory = memoryMb !== undefined && used > memoryMb;
    if (!memory && !(cpuSeconds !== undefined && busy > cpuSeconds)) return;
    over = true;
    clearInterval(timer);
    onCrossed(
      memory
        ? `it used ${Math.round(used)} MB of memory, more than ${memoryMb} MB.`
        : `it used ${busy.toFixed(1)} s of processor time, more than ${cpuSeconds} s.`,
    );
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, EVERY_MS);
  return () => {
    over = true;
    clearInterval(timer);
  };
}

/** Megabytes that processes hold together. */
async function memoryOf(pids: number[]): Promise<number> {
  const kilobytes =
    process.platform === 'linux' ? await Promise.all(pids.map(residentOf)) : await residentByPs(pids);
  return kilobytes.reduce((all, each) => all + each, 0) / 1024;
}

async function residentOf(pid: number): Promise<number> {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const residentByPs = (pids: number[]): Promise<number[]> =>
  new Promise((done) =>
    execFile('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' }, (_error, out) =>
      done(out.split('\n').map(Number).filter(Number.isFinite)),
    ),
  );
