import type { ExceptionType } from '@/contract/exception';
import { TaskStatus } from '@/contract/task';

/** A task that stands so waits for a person because of its exception, or may still come back with it. */
const WAITS: readonly TaskStatus[] = ['NEEDS_HUMAN', 'VERIFYING', 'CANCELLING'];
/** A question outlives its agent: the next one goes on with the session and waits for the same answer. */
const ASKS: readonly TaskStatus[] = ['QUEUED', 'BLOCKED', 'ASSIGNED', 'IN_PROGRESS', 'CANCELLING'];

/**
 * Where a task must stand for the cause of its open exception to be there still. A machine that is back is no reason to
 * close RUNNER_LOST: the task may be what brings machines down, so a person decides, or tries it again.
 */
export const CAUSE_STANDS: Record<ExceptionType, readonly TaskStatus[]> = {
  QUESTION: ASKS,
  PERMISSION: ASKS,
  VERIFICATION_FAILED: WAITS,
  AGENT_STUCK: WAITS,
  CONFLICT_DETECTED: ['IN_REVIEW', 'MERGING', 'CANCELLING'],
  HIGH_RISK_CODE: ['IN_REVIEW', 'VERIFYING', 'CANCELLING'],
  BUDGET: WAITS,
  RETRIES_EXHAUSTED: WAITS,
  RUNNER_LOST: WAITS,
  UNKNOWN_ERROR: WAITS,
  // It is about a step of a flow; whatever ends that closes it.
  FLOW_REVIEW: TaskStatus.options,
};

/** What took the cause away where the task has gone elsewhere. */
const WENT: Record<TaskStatus, string> = {
  DRAFT: 'the task was taken out of the queue',
  QUEUED: 'the task is tried again',
  BLOCKED: 'the task is tried again',
  ASSIGNED: 'the task is tried again',
  IN_PROGRESS: 'the task is tried again',
  VERIFYING: 'the task has a commit, which is being checked',
  IN_REVIEW: 'the task has a commit that its checks do not forbid',
  MERGING: 'the commit was approved and is being merged',
  NEEDS_HUMAN: 'the task waits for a decision about something else',
  CANCELLING: 'the task is being cancelled',
  COMPLETED: 'the task is done',
  FAILED: 'the task was given up',
  CANCELLED: 'the task was cancelled',
  SKIPPED: 'the task was left out',
};

/** Why an exception has lost its cause. `raised`: its task has money again. `replaced`: another session does the work. */
export function whyClosed(gone: { status: TaskStatus; raised: boolean; replaced: boolean }): string {
  if (gone.raised) return 'the budget of the task was raised';
  if (gone.replaced) return 'the agent that asked has ended, and a new one does the work';
  return WENT[gone.status];
}
