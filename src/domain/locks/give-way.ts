import type { HeldBy } from '@/contract/attempt';
import { canonicalPattern } from './canonical-path';
import type { LiveLock, LockWish, NewLock } from './lock-state';
import type { NearLocks } from './near-locks';
import { clashes } from './overlap';

/** A task that waits for file locks, or has been woken to take them. Ids are database uuids. */
export interface Waiter extends LockWish {
  place: number;
  taskRef: string;
  taskTitle: string;
  /** How many younger tasks were given what it waits for since it waits. */
  passes: number;
}

/** So many younger tasks may be given what a task waits for; the next ones wait behind it. */
export const MOST_PASSES = 3;

/** A batch of claims asks for the same waiters again and again. */
const known = new WeakMap<LockWish, NewLock[]>();

/** The patterns that a task wants, with whose they are. */
export function wantedBy(wish: LockWish): NewLock[] {
  const { taskId, projectId, paths, reads = [] } = wish;
  const as = (shared: boolean) => (path: string) => ({
    ...canonicalPattern(path),
    projectId,
    taskId,
    shared,
  });
  const wanted = known.get(wish) ?? [...paths.map(as(false)), ...reads.map(as(true))];
  known.set(wish, wanted);
  return wanted;
}

/** Those whom a wish would pass: they came before it and want what overlaps. */
export function passedBy(
  waiters: Waiter[],
  wish: LockWish,
): { waiter: Waiter; wants: NewLock; met: NewLock }[] {
  const { place } = wish;
  if (place === undefined) return [];
  return waiters.flatMap((waiter) => {
    if (waiter.taskId === wish.taskId || waiter.projectId !== wish.projectId || waiter.place >= place)
      return [];
    const theirs = wantedBy(waiter);
    for (const met of wantedBy(wish)) {
      const wants = theirs.find((one) => clashes(one, met));
      if (wants) return [{ waiter, wants, met }];
    }
    return [];
  });
}

/**
 * Whose turn it is among those that wait: a task that waits for much is passed a bounded number of times by younger ones
 * that want a part of it. Who stands in its way already, and holds more, does not keep it longer; nor does anybody
 * while what it waits for is kept until a person decides.
 */
export class Turns {
  /** How often each was passed, by its task, besides the times before. */
  readonly passed = new Map<string, number>();

  constructor(
    private readonly near: NearLocks<LiveLock>,
    private readonly waiters: Waiter[],
  ) {}

  /** Behind whom a wish that nobody's lock stands in the way of must wait; where behind none, those are passed. */
  take(wish: LockWish): HeldBy | undefined {
    const delayed = passedBy(this.waiters, wish).filter(({ waiter }) => this.isDelayed(waiter, wish.taskId));
    const first = delayed.find(({ waiter }) => waiter.passes + this.passesOf(waiter) >= MOST_PASSES);
    if (first) {
      const { waiter, wants, met } = first;
      return {
        path: met.pattern,
        taskRef: waiter.taskRef,
        taskTitle: waiter.taskTitle,
        pattern: wants.pattern,
      };
    }
    for (const { waiter } of delayed) this.passed.set(waiter.taskId, this.passesOf(waiter) + 1);
  }

  private isDelayed(waiter: Waiter, by: string): boolean {
    const inItsWay = wantedBy(waiter).flatMap((one) => [...this.near.overlapping(one)]);
    return inItsWay.every(({ taskId, rests }) => taskId !== by && !rests);
  }

  private passesOf = ({ taskId }: Waiter): number => this.passed.get(taskId) ?? 0;
}
