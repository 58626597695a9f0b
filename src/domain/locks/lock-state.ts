import type { HeldBy } from '@/contract/attempt';
import { type CanonicalPattern, canonicalPattern } from './canonical-path';
import { overlaps } from './overlap';

/** A task that wants paths of its project. Ids are database uuids. */
export interface LockWish {
  taskId: string;
  projectId: string;
  paths: string[];
}
export interface LockVerdict {
  taskId: string;
  granted: boolean;
  /** Patterns that it did not hold before. */
  fresh: string[];
  heldBy: HeldBy[];
}
/** A file lock that is held now. */
export interface LiveLock extends Pick<CanonicalPattern, 'kind' | 'matchKey'> {
  projectId: string;
  taskId: string;
  pattern: string;
  taskRef: string;
  taskTitle: string;
}
export type NewLock = CanonicalPattern & { projectId: string; taskId: string };

/**
 * Grants all paths of a wish or none, for each wish in order, where nobody else holds what overlaps: not those of
 * `live`, nor a wish before it. Answers a verdict each, and the locks that are to be made.
 */
export function grantLocks(
  live: LiveLock[],
  wishes: LockWish[],
): { verdicts: LockVerdict[]; made: NewLock[] } {
  const held = [...live];
  const made: NewLock[] = [];
  const verdicts = wishes.map((wish): LockVerdict => {
    const { projectId, taskId } = wish;
    const patterns = wish.paths.map(canonicalPattern);
    const heldBy = conflicts(held, wish, patterns);
    if (heldBy.length > 0) return { taskId, granted: false, fresh: [], heldBy };
    const fresh = patterns.filter(({ matchKey }) => !isHeld(held, wish, matchKey));
    for (const pattern of fresh) {
      const lock = { ...pattern, projectId, taskId };
      made.push(lock);
      held.push({ ...lock, taskRef: 'another task', taskTitle: 'claimed in the same moment' });
    }
    return { taskId, granted: true, fresh: fresh.map(({ pattern }) => pattern), heldBy: [] };
  });
  return { verdicts, made };
}

const isHeld = (live: LiveLock[], { projectId, taskId }: LockWish, matchKey: string): boolean =>
  live.some((lock) => lock.projectId === projectId && lock.taskId === taskId && lock.matchKey === matchKey);

function conflicts(live: LiveLock[], wish: LockWish, patterns: CanonicalPattern[]): HeldBy[] {
  return patterns.flatMap((pattern) => {
    const holder = live.find(
      (lock) => lock.projectId === wish.projectId && lock.taskId !== wish.taskId && overlaps(lock, pattern),
    );
    if (!holder) return [];
    const { taskRef, taskTitle } = holder;
    return [{ path: pattern.pattern, taskRef, taskTitle, pattern: holder.pattern }];
  });
}
