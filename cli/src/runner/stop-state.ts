import type { FailureReason, Outcome } from '@/contract/attempt';
import type { FaultKind } from '../server/server-fault';

/** Why an agent was told to end. lost: nothing more may be sent. */
export type StopReason = 'cancel' | 'lost' | 'timeout' | 'release' | 'disk_full';

/** Of two reasons to stop the one that counts: the first, unless the agent is no longer ours. */
export const strongerStop = (first: StopReason | null, next: StopReason): StopReason =>
  first === null || isSilent(next) ? next : first;

/** Whether nothing more may be sent for an agent that was stopped so. */
export const isSilent = (reason: StopReason | null): boolean => reason === 'lost';

/** Whether a call that failed so says that the agent is no longer ours, and that the whole runner must end. */
export const meaningOf = (kind: FaultKind): { lost: boolean; fatal: boolean } => ({
  lost: kind === 'lost' || kind === 'auth' || kind === 'revoked' || kind === 'superseded',
  fatal: kind === 'revoked' || kind === 'superseded' || kind === 'upgrade',
});

const SAID: Partial<Record<StopReason, { outcome: Outcome; reason: FailureReason; message: string }>> = {
  cancel: { outcome: 'cancelled', reason: 'cancelled', message: 'Cancelled.' },
  release: { outcome: 'released', reason: 'released', message: 'Handed back: the runner is stopping.' },
  disk_full: { outcome: 'failed', reason: 'disk_full', message: 'The disk of this machine is full.' },
  timeout: {
    outcome: 'timeout',
    reason: 'timeout',
    message: 'The time limit was reached before the work was done.',
  },
};

/** What a result says because of how its agent was stopped; nothing where it came to its own end. */
export const saidBecauseOf = (reason: StopReason | null) => (reason && SAID[reason]) ?? {};
