import type { FileLock, LockWait } from '@/contract/lock';

interface Span {
  taskRef: string;
  taskTitle: string;
  /** Since when, in milliseconds; it lasts until now. */
  at: number;
  holds: boolean;
}
export interface PathSpans {
  key: string;
  pattern: string;
  shared: boolean;
  /** Who holds it, then who waits for it, each by age. */
  spans: Span[];
}

/** Since when each path is held and waited for, held longest first, and when the first of all began. Pure. */
export function spansByPath(
  locks: readonly FileLock[],
  waits: readonly LockWait[],
  now: number,
): { from: number; paths: PathSpans[] } {
  const paths = new Map<string, PathSpans>();
  for (const { projectId, pattern, shared, taskRef, taskTitle, createdAt } of locks) {
    const key = `${projectId} ${pattern}`;
    const one = paths.get(key) ?? { key, pattern, shared, spans: [] };
    one.spans.push({ taskRef, taskTitle, at: Date.parse(createdAt), holds: true });
    paths.set(key, one);
  }
  for (const { projectId, taskRef, taskTitle, queuedAt, waitsFor } of waits) {
    if (!queuedAt) continue;
    // What it waits for may lie within what is held, or around it.
    for (const held of new Set(waitsFor.map(({ pattern }) => pattern)))
      paths
        .get(`${projectId} ${held}`)
        ?.spans.push({ taskRef, taskTitle, at: Date.parse(queuedAt), holds: false });
  }
  const all = [...paths.values()];
  for (const { spans } of all) spans.sort((a, b) => Number(b.holds) - Number(a.holds) || a.at - b.at);
  const beginning = ({ spans }: PathSpans) => Math.min(now, ...spans.map(({ at }) => at));
  return {
    from: Math.min(now, ...all.map(beginning)),
    paths: all.toSorted((a, b) => beginning(a) - beginning(b)),
  };
}
