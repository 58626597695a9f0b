import { z } from 'zod';

/** Runner protocol spoken by this build: major.minor. */
export const PROTOCOL = '1.1';
export const PROTOCOL_MIN = '1.0';

/** Whether this build speaks with one of that protocol: the same major, and not older than the minimum. A newer minor is no hindrance: features say what both know. */
export function isSpoken(protocol: string): boolean {
  const [major, minor] = protocol.split('.').map(Number);
  const [least, leastMinor] = PROTOCOL_MIN.split('.').map(Number) as [number, number];
  return major === least && minor !== undefined && minor >= leastMinor;
}

/** Headers of the runner protocol. */
export const HEADER = {
  protocol: 'ao-protocol',
  server: 'ao-server',
  sha256: 'ao-sha256',
  epoch: 'ao-session',
} as const;

/** Every clock of the protocol, in milliseconds; given out by the server when a session opens. */
export const Timers = z.object({
  heartbeatMs: z.number().int().positive(),
  requestTimeoutMs: z.number().int().positive(),
  leaseTtlMs: z.number().int().positive(),
  leaseGraceMs: z.number().int().positive(),
  trustMarginMs: z.number().int().positive(),
  pollHoldMs: z.number().int().positive(),
  pollAfterMs: z.number().int().positive(),
  cancelGraceMs: z.number().int().positive(),
  flushMs: z.number().int().positive(),
  tokenLifeMs: z.number().int().positive(),
  offlineAfterMs: z.number().int().positive(),
  sweepEveryMs: z.number().int().positive(),
});
export type Timers = z.infer<typeof Timers>;

/** heartbeat 15 s, lease 60 s, grace 30 s, sweep 5 s: a dead runner is noticed within 95 s. */
export const DEFAULT_TIMERS: Timers = {
  heartbeatMs: 15_000,
  requestTimeoutMs: 10_000,
  leaseTtlMs: 60_000,
  leaseGraceMs: 30_000,
  trustMarginMs: 5_000,
  pollHoldMs: 20_000,
  pollAfterMs: 1_000,
  cancelGraceMs: 10_000,
  flushMs: 15_000,
  tokenLifeMs: 3_600_000,
  offlineAfterMs: 45_000,
  sweepEveryMs: 5_000,
};

/** Timers of the platform cannot count further than 24 days: what is longer would fire at once. */
const TIMER_MOST_MS = 7 * 86_400_000;

/**
 * What is wrong with a set of timers, one sentence each; empty when they fit together.
 * `platformMaxMs` is how long the server may hold a request.
 */
export function timerFaults(t: Timers, platformMaxMs = Number.POSITIVE_INFINITY): string[] {
  const rules: [boolean, string][] = [
    [Math.max(...Object.values(t)) <= TIMER_MOST_MS, 'no timer may be longer than seven days'],
    [
      t.heartbeatMs * 3 + t.requestTimeoutMs <= t.leaseTtlMs,
      'three heartbeats and a request must fit into the lease',
    ],
    [t.leaseTtlMs - t.trustMarginMs > t.heartbeatMs * 2, 'the trust window must outlast two heartbeats'],
    [t.leaseGraceMs >= t.leaseTtlMs / 2, 'the grace must be at least half the lease'],
    [t.tokenLifeMs > t.leaseTtlMs * 4, 'an access token must outlive four leases'],
    [t.cancelGraceMs + t.flushMs <= t.leaseGraceMs, 'cancelling and flushing must fit into the grace'],
    [t.pollHoldMs < platformMaxMs - 5_000, 'a poll must be answered well before the platform cuts it off'],
  ];
  return rules.filter(([holds]) => !holds).map(([, sentence]) => sentence);
}

export const LOG_CHUNK_MAX = 256 * 1024;
/** What a compressed chunk may come to. */
export const LOG_INFLATED_MAX = 1024 * 1024;
export const LOG_CAP = 64 * 1024 * 1024;
