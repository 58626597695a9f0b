import type { TaskStatus } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { mayMove } from './task-state';

/**
 * What a cancellation does to a task: nothing where it was cancelled before, a refusal where it has ended otherwise or
 * its commit is being merged. A live agent is told to stop first.
 */
export function cancelVerdict(task: {
  status: TaskStatus;
  hasAgent: boolean;
}): 'nothing' | 'ended' | 'merging' | { to: 'CANCELLING' | 'CANCELLED'; tellAgent: boolean } {
  const { status, hasAgent } = task;
  if (status === 'CANCELLING' || status === 'CANCELLED') return 'nothing';
  if (TERMINAL.has(status)) return 'ended';
  if (status === 'MERGING') return 'merging';
  return {
    to: hasAgent || !mayMove(status, 'CANCELLED') ? 'CANCELLING' : 'CANCELLED',
    tellAgent: hasAgent,
  };
}
