import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Desired } from '@/contract/attempt';
import type { Timers } from '@/contract/protocol';
import type { FaultFacts } from '../server/server-fault';
import type { FromThread, Progress, ToThread } from './heartbeat-messages';
import { type Moment, trustWindow } from './trust-window';

/** How sure this machine may be that an agent is still its own. */
export type Trust = 'sure' | 'unsure' | 'paused' | 'over';

/** After so long without an answer the agent is ended, in milliseconds. */
const GIVE_UP_MS = 600_000;

export interface Lease {
  /** sure: side effects are allowed. unsure: none. paused: the agent must stand still. over: it must end. */
  trust(): Trust;
  progress(change: Partial<Progress>): void;
  /** Stops renewing. */
  end(): void;
}

export interface LeaseWish {
  agentId: string;
  token: string;
  ttlMs: number;
  /** When the claim was sent. */
  since: Moment;
  /** What its first heartbeat says that it does. */
  phase: string;
  onDesired(desired: Desired): void;
  onMissed(sentence: string): void;
  onLost(sentence: string, kind: FaultFacts['kind']): void;
}

export interface LeaseKeeper {
  keep(wish: LeaseWish): Lease;
  close(): Promise<void>;
}

/** Renews leases from a thread of its own, so that a busy main thread cannot lose them. */
export function startLeaseKeeper(given: {
  origin: string;
  epoch: number | null;
  timers: Timers;
}): LeaseKeeper {
  const thread = new Worker(new URL('./heartbeat-thread.js', import.meta.url));
  const wishes = new Map<string, LeaseWish>();
  const tell = (message: ToThread) => thread.postMessage(message);

  thread.on('message', (message: FromThread) => {
    const wish = wishes.get(message.agentId);
    if (message.type === 'beat') wish?.onDesired(message.desired);
    else if (message.type === 'missed') wish?.onMissed(message.sentence);
    else wish?.onLost(message.sentence, message.kind);
  });
  thread.on('error', (error) => {
    for (const wish of wishes.values())
      wish.onLost(`The thread that renews leases failed: ${error.message}`, 'final');
  });

  return {
    keep: (wish) => {
      const window = trustWindow();
      window.renew(wish.since, wish.ttlMs);
      wishes.set(wish.agentId, wish);
      let progress: Progress = { phase: wish.phase, activity: null, usage: null, paused: false };
      tell({
        type: 'add',
        agentId: wish.agentId,
        token: wish.token,
        memory: window.memory,
        progress,
        ...given,
      });
      return {
        trust: () => trustAt(window.elapsedMs(), window.askedMs(), window.ttlMs(), given.timers),
        progress: (change) => {
          progress = { ...progress, ...change };
          tell({ type: 'progress', agentId: wish.agentId, progress });
        },
        end: () => {
          if (wishes.delete(wish.agentId)) tell({ type: 'remove', agentId: wish.agentId });
        },
      };
    },
    close: async () => {
      await thread.terminate();
    },
  };
}

/** Resolves when a lease allows side effects; throws the signal's reason where that comes first. */
export async function untilSure(lease: Pick<Lease, 'trust'>, signal: AbortSignal): Promise<void> {
  while (lease.trust() !== 'sure') {
    signal.throwIfAborted();
    await sleep(200);
  }
}

/**
 * What a lease is worth `elapsedMs` after its window began. It is over once a question that went out beyond the end of all
 * patience, `askedMs` after, had no answer: a machine that has slept, or whose clock jumped, asks before it gives up.
 */
export function trustAt(
  elapsedMs: number,
  askedMs: number,
  ttlMs: number,
  timers: Pick<Timers, 'trustMarginMs' | 'leaseGraceMs'>,
): Trust {
  if (elapsedMs <= ttlMs - timers.trustMarginMs) return 'sure';
  if (elapsedMs <= ttlMs + timers.leaseGraceMs) return 'unsure';
  return Math.min(elapsedMs, askedMs) <= ttlMs + timers.leaseGraceMs + GIVE_UP_MS ? 'paused' : 'over';
}
