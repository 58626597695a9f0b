import { setTimeout as sleep } from 'node:timers/promises';
import { isFault, type ServerFault } from './server-fault';

export interface RetryOptions {
  signal?: AbortSignal;
  /** Milliseconds after which the last fault is thrown; for ever unless told. */
  giveUpAfterMs?: number;
  /** Upper bound of one pause in milliseconds; 30 s unless told. */
  longestPauseMs?: number;
  /** Told before each pause. */
  onWait?(fault: ServerFault, pauseMs: number): void;
}

/** Tries until it succeeds: transient faults are repeated with full jitter, honouring what the server asks; all else is thrown. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const began = Date.now();
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isFault(error, 'transient') || options.signal?.aborted) throw error;
      const pause = pauseBefore(tries, error, options.longestPauseMs ?? 30_000);
      if (options.giveUpAfterMs !== undefined && Date.now() - began + pause > options.giveUpAfterMs)
        throw error;
      options.onWait?.(error, pause);
      await sleep(pause, undefined, { signal: options.signal }).catch(() => {
        throw error;
      });
    }
  }
}

/** Milliseconds to wait: the server's wish up to a minute, else anything up to a growing bound. */
export function pauseBefore(tries: number, fault: ServerFault, longestMs: number): number {
  const asked = fault.facts.retryAfterMs;
  if (asked !== null) return Math.min(asked, 60_000) * (1 + Math.random() * 0.2);
  return 50 + Math.random() * Math.min(longestMs, 500 * 2 ** Math.min(tries, 10));
}
