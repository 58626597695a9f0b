import type { Timers } from '@/contract/protocol';

/** Timers that fit together and let a test see a lease run out in seconds. */
export const SHORT_TIMERS: Timers = {
  heartbeatMs: 500,
  requestTimeoutMs: 1500,
  leaseTtlMs: 4000,
  leaseGraceMs: 2500,
  trustMarginMs: 500,
  pollHoldMs: 1500,
  pollAfterMs: 100,
  cancelGraceMs: 1000,
  flushMs: 1500,
  tokenLifeMs: 3_600_000,
  offlineAfterMs: 3000,
  sweepEveryMs: 500,
};
