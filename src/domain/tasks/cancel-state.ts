import type { TaskStatus } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { mayMove } from './task-state';

/** How far the merge of a task in MERGING has come. */
interface MergeFacts {
  /** An agent holds a lease on it. */
  hasAgent: boolean;
  /** An agent had begun to merge this very commit. What it said at its end does not tell whether the branch has moved. */
  mergeBegan: boolean;
}
export type MergeHold = 'merging' | 'unsure';

/** Why a merge cannot be called off; null where nobody has begun it, so that the branch stands where it stood. Pure. */
export function mergeHold({ hasAgent, mergeBegan }: MergeFacts): MergeHold | null {
  if (hasAgent) return 'merging';
  return mergeBegan ? 'unsure' : null;
}

/**
 * What a cancellation does to a task: nothing where it was cancelled before, a refusal where it has ended otherwise or
 * its merge cannot be called off. A live agent is told to stop first; a merge that is called off goes by way of its review.
 */
export function cancelVerdict(
  task: { status: TaskStatus } & MergeFacts,
):
  | 'nothing'
  | 'ended'
  | MergeHold
  | { to: 'CANCELLING' | 'CANCELLED'; via?: 'IN_REVIEW'; tellAgent: boolean } {
  const { status, hasAgent } = task;
  if (status === 'CANCELLING' || status === 'CANCELLED') return 'nothing';
  if (TERMINAL.has(status)) return 'ended';
  if (status === 'MERGING') return mergeHold(task) ?? { to: 'CANCELLED', via: 'IN_REVIEW', tellAgent: false };
  return {
    to: hasAgent || !mayMove(status, 'CANCELLED') ? 'CANCELLING' : 'CANCELLED',
    tellAgent: hasAgent,
  };
}
