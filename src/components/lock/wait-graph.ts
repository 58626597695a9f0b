import { findCycle } from '@/contract/find-cycle';
import type { FileLock, LockWait } from '@/contract/lock';

export interface GraphTask {
  ref: string;
  title: string;
  /** 0: it waits for nobody. Others stand one to the right of the last of those they wait for. */
  column: number;
  row: number;
  /** What it waits for; empty where it only holds. */
  paths: string[];
}
export interface WaitGraph {
  tasks: GraphTask[];
  /** From who waits to who holds. */
  edges: { from: string; to: string }[];
  /** Tasks that wait for one another, the first again at the end; null where there are none. */
  cycle: string[] | null;
}

/** Who waits for whom, laid out in columns. Pure. */
export function waitGraph(waits: readonly LockWait[]): WaitGraph {
  const titles = new Map<string, string>();
  const holders = new Map<string, Set<string>>();
  const paths = new Map<string, Set<string>>();
  for (const { taskRef, taskTitle, waitsFor } of waits) {
    if (waitsFor.length === 0) continue;
    titles.set(taskRef, taskTitle);
    holders.set(taskRef, new Set(waitsFor.map((held) => held.taskRef)));
    paths.set(taskRef, new Set(waitsFor.map(({ path }) => path)));
    for (const held of waitsFor) if (!titles.has(held.taskRef)) titles.set(held.taskRef, held.taskTitle);
  }
  const next = (ref: string) => [...(holders.get(ref) ?? [])];
  const refs = [...titles.keys()];
  const columns = new Map<string, number>();
  const columnOf = (ref: string, before: ReadonlySet<string>): number => {
    const known = columns.get(ref);
    if (known !== undefined) return known;
    const onWay = new Set([...before, ref]);
    const column = next(ref)
      .filter((one) => !onWay.has(one))
      .reduce((most, one) => Math.max(most, columnOf(one, onWay) + 1), 0);
    columns.set(ref, column);
    return column;
  };
  const filled = new Map<number, number>();
  const tasks = refs.map((ref): GraphTask => {
    const column = columnOf(ref, new Set());
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { ref, title: titles.get(ref) ?? '', column, row, paths: [...(paths.get(ref) ?? [])] };
  });
  const edges = refs.flatMap((from) => next(from).map((to) => ({ from, to })));
  return { tasks, edges, cycle: findCycle(refs, next) };
}

/** Of those that wait for one another, who began last: releasing what it holds loses the least work. */
export function breakBy(cycle: readonly string[], locks: readonly FileLock[]): string | null {
  const began = new Map<string, string>();
  for (const { taskRef, createdAt } of locks) {
    const first = began.get(taskRef);
    if (cycle.includes(taskRef) && (!first || createdAt < first)) began.set(taskRef, createdAt);
  }
  const [last] = [...began].sort(([, a], [, b]) => (a < b ? 1 : -1));
  return last?.[0] ?? null;
}
