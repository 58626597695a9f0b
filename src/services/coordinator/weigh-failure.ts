import type { z } from 'zod';
import type { FailureReason } from '@/contract/attempt';
import { RetryPolicy } from '@/contract/stall';
import { errorSignature } from '@/domain/agents/error-signature';
import { IS_SPENT, LOST_ELSEWHERE, NOTE_SIGNATURE } from '@/domain/agents/start-agent.sql';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import { readLimits } from '@/domain/settings/queue-settings';
import type { Runs } from '@/lib/pool';
import type { Ended } from './next-step';

type Weighed = Pick<Ended, 'lostElsewhere' | 'sameError' | 'isSpent' | 'retry' | 'chance'>;
type Failure = Pick<Ended, 'outcome' | 'message'> & { reason: z.infer<typeof FailureReason> | null };

const UNSAID = RetryPolicy.parse({});

/** What speaks for and against trying again after a failure, in the open transaction; nothing is read after a success (null). */
export async function weighFailure(runs: Runs, agent: LiveAgent, failure: Failure | null): Promise<Weighed> {
  const weighed = { lostElsewhere: 0, sameError: 0, isSpent: false, retry: UNSAID, chance: Math.random() };
  if (!failure) return weighed;
  const { workspaceId, taskId, id, kind, runnerId } = agent;
  const { outcome } = failure;
  weighed.retry = (await readLimits(runs, workspaceId)).queue.retry;
  weighed.isSpent = (await runs.query(IS_SPENT, [workspaceId, taskId]))[0].spent;
  if (outcome === 'lost')
    weighed.lostElsewhere = (await runs.query(LOST_ELSEWHERE, [workspaceId, taskId, kind, runnerId]))[0].n;
  const reason = failure.reason ?? (outcome === 'timeout' ? 'timeout' : null);
  const signature =
    reason && outcome !== 'cancelled' && outcome !== 'released'
      ? errorSignature(reason, failure.message)
      : null;
  if (signature)
    weighed.sameError = (await runs.query(NOTE_SIGNATURE, [workspaceId, taskId, id, signature]))[0].n;
  return weighed;
}
