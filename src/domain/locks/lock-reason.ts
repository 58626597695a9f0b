import { waitKeyOf } from './wait-key';

/** What the reason of a task begins with that waits for a file lock; behind it stands the path. */
export const WAITS_FOR_LOCK = 'lock:';

/** Where a queued task goes that waits for a path, with the reason and the key by which it is found again. */
export const setAsideFor = (path: string) => ({
  from: ['QUEUED' as const],
  to: 'BLOCKED' as const,
  reason: `${WAITS_FOR_LOCK}${path}`,
  waitKey: waitKeyOf(path),
  actor: 'system',
});

/** The path that a task waits for by its reason; null where it does not wait for a lock. */
export const pathOfReason = (reason: string | null): string | null =>
  reason?.startsWith(WAITS_FOR_LOCK) ? reason.slice(WAITS_FOR_LOCK.length) : null;
