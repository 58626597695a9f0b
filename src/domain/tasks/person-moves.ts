import type { TaskStatus } from '@/contract/task';

/** The statuses that a person may set outright. Approving, asking for changes and everything else have calls of their own. */
export const PERSON_MOVES: Record<TaskStatus, TaskStatus[]> = {
  DRAFT: ['QUEUED', 'CANCELLED'],
  QUEUED: ['CANCELLED'],
  BLOCKED: ['CANCELLED'],
  ASSIGNED: ['CANCELLED'],
  IN_PROGRESS: ['CANCELLED'],
  VERIFYING: ['CANCELLED'],
  IN_REVIEW: ['CANCELLED'],
  MERGING: [],
  NEEDS_HUMAN: ['QUEUED', 'FAILED', 'CANCELLED'],
  CANCELLING: [],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
  SKIPPED: [],
};

/** Statuses in which what a task says may still be changed: no agent works from it. */
export const EDITABLE: ReadonlySet<TaskStatus> = new Set(['DRAFT', 'QUEUED', 'BLOCKED', 'NEEDS_HUMAN']);
