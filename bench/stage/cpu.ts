import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of /proc, on every Linux there is. */
const HERTZ = 100;

/** CPU seconds that a process and its children have used, the ended ones too; null where /proc does not tell. */
export function cpuOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const root = read(pid);
  if (!root) return null;
  let ticks = root.own + root.reaped;
  for (const name of readdirSync('/proc')) {
    const one = /^\d+$/.test(name) ? read(Number(name)) : undefined;
    if (one?.parent === pid) ticks += one.own + one.reaped;
  }
  return ticks / HERTZ;
}

function read(pid: number): { parent: number; own: number; reaped: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, reaped: fields[13]! + fields[14]! };
  } catch {
    return undefined;
  }
}
