import type { Outcome } from '@/contract/attempt';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import { AppError } from '@/lib/errors';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The commits that a result names. */
interface Named {
  outcome: Outcome;
  headSha: string | null;
  mergedSha: string | null;
}

/**
 * Holds a result that would take its task further against the commit that it is about: checks of another commit prove
 * nothing of this one, and who merged knows what. Throws STALE_COMMIT or VALIDATION_ERROR.
 */
export function checkCommit({ kind, task }: LiveAgent, { outcome, headSha, mergedSha }: Named): void {
  if (outcome !== 'succeeded') return;
  if (kind === 'verify' && headSha !== task.headSha)
    throw new AppError(
      'STALE_COMMIT',
      `The checks are of commit ${headSha?.slice(0, 12) ?? 'none'}; this agent was to check ${task.headSha?.slice(0, 12) ?? 'none'}. The result is not taken.`,
    );
  if (kind === 'merge' && !COMMIT.test(mergedSha ?? ''))
    throw new AppError(
      'VALIDATION_ERROR',
      'A merge that succeeded names the commit it made (mergedSha), which this result does not. It is not taken.',
    );
}
