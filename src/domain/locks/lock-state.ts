import type { HeldBy } from '@/contract/attempt';
import { type CanonicalPattern, canonicalPattern } from './canonical-path';
import { Turns, type Waiter, wantedBy } from './give-way';
import { NearLocks } from './near-locks';

/** A task that wants paths of its project. Ids are database uuids. */
export interface LockWish {
  taskId: string;
  projectId: string;
  paths: string[];
  /** What it reads alone: several may hold that at once, and none of them writes it. */
  reads?: string[];
  /** What it is thought to write besides: held by another task, that is no refusal, yet others had better go first. */
  likely?: string[];
  /** Where it stands in the order of claims; who came before it and waits goes first. Without one it is kept by locks alone. */
  place?: number;
}
export interface LockVerdict {
  taskId: string;
  granted: boolean;
  /** Patterns that it did not hold before. */
  fresh: string[];
  heldBy: HeldBy[];
  /** Where it could have all it wants, and another task holds what it is thought to write besides. */
  meets?: HeldBy;
}
/** A file lock that is held now. */
export interface LiveLock extends Pick<CanonicalPattern, 'kind' | 'matchKey'> {
  shared?: boolean;
  projectId: string;
  taskId: string;
  pattern: string;
  taskRef: string;
  taskTitle: string;
  /** Its task goes on when a person decides, not before. */
  rests?: boolean;
}
export type NewLock = CanonicalPattern & { projectId: string; taskId: string; shared: boolean };
/** What somebody wants to lock: a task, or nobody yet. */
export type Wanted = CanonicalPattern & { projectId: string; taskId: string | null; shared?: boolean };

/**
 * Grants all paths of a wish or none, for each wish in order, where nobody else holds what overlaps: not those of
 * `live`, nor a wish before it, and nobody waits for it whose turn it is. Answers a verdict each, the locks that are to be
 * made, and how often each of the waiters was passed.
 */
export function grantLocks(
  live: LiveLock[],
  wishes: LockWish[],
  waiters: Waiter[] = [],
): { verdicts: LockVerdict[]; made: NewLock[]; passed: Map<string, number> } {
  const near = NearLocks.of(live);
  const turns = new Turns(near, waiters);
  const own = new Map<string, { shared?: boolean }>(live.map((lock) => [nameOf(lock), lock]));
  const made: NewLock[] = [];
  const verdicts = wishes.map((wish): LockVerdict => {
    const { taskId } = wish;
    const wanted = wantedBy(wish);
    const heldBy = conflicts(near, wanted);
    if (heldBy.length > 0) return { taskId, granted: false, fresh: [], heldBy };
    const [meets] = conflicts(near, likelyOf(wish));
    if (meets) return { taskId, granted: false, fresh: [], heldBy: [], meets };
    const first = turns.take(wish);
    if (first) return { taskId, granted: false, fresh: [], heldBy: [first] };
    const fresh: NewLock[] = [];
    for (const lock of wanted) {
      const mine = own.get(nameOf(lock));
      if (mine && (lock.shared || !mine.shared)) continue;
      own.set(nameOf(lock), lock);
      fresh.push(lock);
      near.add({ ...lock, taskRef: 'another task', taskTitle: 'claimed in the same moment' });
    }
    made.push(...fresh);
    return { taskId, granted: true, fresh: fresh.map(({ pattern }) => pattern), heldBy: [] };
  });
  return { verdicts, made, passed: turns.passed };
}

/** What a task is thought to write besides what it names. */
export const likelyOf = ({ taskId, projectId, likely = [] }: LockWish): Wanted[] =>
  likely.map((path) => ({ ...canonicalPattern(path), projectId, taskId }));

const nameOf = ({ taskId, matchKey }: { taskId: string; matchKey: string }) => `${taskId} ${matchKey}`;

/** Which of those that wait, in the order in which they are served, could all have what they want at once: their task ids. */
export const firstServed = (live: LiveLock[], wishes: LockWish[], waiters: Waiter[] = []): string[] =>
  grantLocks(live, wishes, waiters)
    .verdicts.filter(({ granted }) => granted)
    .map(({ taskId }) => taskId);

/** Who stands in the way of each pattern, in their order; empty where nobody does. */
export const conflicts = (near: NearLocks<LiveLock>, wanted: Wanted[]): HeldBy[] =>
  wanted.flatMap((one) => {
    const holder = near.conflict(one);
    if (!holder) return [];
    const { taskRef, taskTitle, pattern } = holder;
    return [{ path: one.pattern, taskRef, taskTitle, pattern }];
  });
