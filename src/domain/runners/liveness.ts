import type { Runner } from '@/contract/runner';

/** What tells whether a machine is there. Times are of the database's clock. */
export interface Signs {
  lastSeenAt: Date | null;
  /** Counts the sessions it has opened. */
  sessionEpoch: number | bigint;
  /** How many agents it has. */
  running: number;
}

/** Past this silence a machine is no longer expected back at once. */
const STALE_UNTIL_MS = 180_000;

/** How a runner shows: a goodbye clears when it was last seen. `offlineAfterMs` is the protocol's timer. */
export function livenessOf(
  { lastSeenAt, sessionEpoch, running }: Signs,
  now: Date,
  offlineAfterMs: number,
): Runner['liveness'] {
  if (lastSeenAt === null) return Number(sessionEpoch) === 0 ? 'never' : 'offline';
  const silentMs = now.getTime() - lastSeenAt.getTime();
  if (silentMs < offlineAfterMs) return running > 0 ? 'busy' : 'online';
  return silentMs < STALE_UNTIL_MS ? 'stale' : 'offline';
}
