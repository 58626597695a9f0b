import type { Timers } from '@/contract/protocol';

/** The clocks of the fault tests: a dead runner is noticed within four seconds. */
export const FAULT_TIMERS: Timers = {
  heartbeatMs: 400,
  requestTimeoutMs: 800,
  leaseTtlMs: 2000,
  leaseGraceMs: 1000,
  trustMarginMs: 170,
  pollHoldMs: 1000,
  pollAfterMs: 100,
  cancelGraceMs: 400,
  flushMs: 600,
  tokenLifeMs: 3_600_000,
  offlineAfterMs: 1500,
  sweepEveryMs: 250,
};
