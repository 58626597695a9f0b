import type { ForecastMeeting } from '@/contract/lock';
import { wantedBy } from './give-way';
import type { LiveLock, LockWish } from './lock-state';
import { NearLocks } from './near-locks';

/** A queued task with what it wants. Ids are database uuids. */
export interface QueuedWish extends LockWish {
  taskRef: string;
  taskTitle: string;
}
export interface Forecast {
  taskId: string;
  /** 1: nobody stands in its way. Others begin one turn after the last of those they meet. */
  turn: number;
  /** Whom it goes after, those first that go first. */
  meets: ForecastMeeting[];
}

/**
 * Which queued tasks will meet, and in which turn each can begin: each stands behind who holds what it wants, and
 * behind those before it that want the same. `queued` is in the order of claims. Pure.
 */
export function forecastLocks(live: LiveLock[], queued: QueuedWish[]): Forecast[] {
  const near = NearLocks.of(live);
  const turns = new Map<string, number>();
  return queued.map((wish) => {
    const wanted = wantedBy(wish);
    const meets = new Map<string, ForecastMeeting>();
    let turn = 1;
    for (const one of wanted)
      for (const { taskId, taskRef, taskTitle, pattern } of near.overlapping(one)) {
        const before = turns.get(taskId);
        turn = Math.max(turn, (before ?? 1) + 1);
        if (!meets.has(taskId))
          meets.set(taskId, { path: one.pattern, taskRef, taskTitle, pattern, held: before === undefined });
      }
    turns.set(wish.taskId, turn);
    for (const lock of wanted) near.add({ ...lock, taskRef: wish.taskRef, taskTitle: wish.taskTitle });
    const byTurn = [...meets].sort(([a], [b]) => (turns.get(a) ?? 0) - (turns.get(b) ?? 0));
    return { taskId: wish.taskId, turn, meets: byTurn.map(([, met]) => met) };
  });
}
