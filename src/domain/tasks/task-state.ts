import type { EventType } from '@/contract/event';
import type { TaskStatus } from '@/contract/task';

/** Every legal move of a task and who makes it. The database trigger holds the same table; docs/states.md is printed from it. */
export const TASK_MOVES: Record<TaskStatus, Partial<Record<TaskStatus, string>>> = {
  DRAFT: {
    QUEUED: 'a person queues it',
    CANCELLED: 'a person cancels it',
  },
  QUEUED: {
    ASSIGNED: 'a runner claims it',
    BLOCKED: 'a lock is held, a dependency is open, or a budget is reached',
    SKIPPED: 'a condition is false, or what it depends on did not succeed',
    CANCELLING: 'a person cancels it',
    CANCELLED: 'a person cancels it and no agent is live',
  },
  BLOCKED: {
    QUEUED: 'what it waited for has gone',
    COMPLETED: 'it gathers sub-tasks, and all of them are done',
    SKIPPED: 'a condition is false, or what it depends on did not succeed',
    CANCELLING: 'a person cancels it',
    CANCELLED: 'a person cancels it and no agent is live',
  },
  ASSIGNED: {
    IN_PROGRESS: 'its agent has started',
    QUEUED: 'its agent was lost or handed it back',
    NEEDS_HUMAN: 'attempts are exhausted, or the agent cannot go on',
    CANCELLING: 'a person cancels it',
  },
  IN_PROGRESS: {
    VERIFYING: 'its agent succeeded and the log is complete',
    QUEUED: 'its agent was lost, failed with attempts left, or handed it back',
    NEEDS_HUMAN: 'attempts are exhausted, or the agent cannot go on',
    CANCELLING: 'a person cancels it',
  },
  VERIFYING: {
    IN_REVIEW: 'the checks on its commit have run and do not forbid it',
    COMPLETED: 'its role makes no commit',
    QUEUED: 'checks failed and attempts are left',
    NEEDS_HUMAN: 'checks failed and no attempt is left, or a person must judge',
    CANCELLING: 'a person cancels it',
    CANCELLED: 'a person cancels it and no agent is live',
  },
  IN_REVIEW: {
    MERGING: 'a person, or the policy for LOW risk, approves this commit',
    VERIFYING: 'a person has the checks run once more',
    QUEUED: 'changes are requested',
    CANCELLING: 'a person cancels it',
    CANCELLED: 'a person rejects it',
  },
  MERGING: {
    COMPLETED: 'the branch has moved to its commit',
    IN_REVIEW:
      'the branch had moved, or could not be moved, or a person calls the merge off before any agent began it',
  },
  NEEDS_HUMAN: {
    VERIFYING: 'a person has the checks run once more',
    QUEUED: 'a person lets it try again',
    SKIPPED: 'a person leaves it out',
    CANCELLING: 'a person cancels it',
    CANCELLED: 'a person cancels it and no agent is live',
    FAILED: 'a person gives it up, or the flow that it is a step of goes on from its failure',
  },
  CANCELLING: {
    CANCELLED: 'its agent has stopped, was lost, or did not answer in time',
  },
  COMPLETED: {},
  FAILED: {},
  CANCELLED: {},
  SKIPPED: {},
};

/** Whether a task may move from one status to another. Staying is no move. */
export const mayMove = (from: TaskStatus, to: TaskStatus): boolean => to in TASK_MOVES[from];

/** The statuses a task may move to, in the order of the table. */
export const movesFrom = (from: TaskStatus): TaskStatus[] => Object.keys(TASK_MOVES[from]) as TaskStatus[];

/** The event that tells of a move to each status. */
export const EVENT_OF: Record<TaskStatus, EventType> = {
  DRAFT: 'task.updated',
  QUEUED: 'task.queued',
  BLOCKED: 'task.blocked',
  ASSIGNED: 'task.assigned',
  IN_PROGRESS: 'task.started',
  VERIFYING: 'task.verifying',
  IN_REVIEW: 'task.review',
  MERGING: 'task.merging',
  NEEDS_HUMAN: 'task.needs_human',
  CANCELLING: 'task.cancelling',
  COMPLETED: 'task.completed',
  FAILED: 'task.failed',
  CANCELLED: 'task.cancelled',
  SKIPPED: 'task.skipped',
};
