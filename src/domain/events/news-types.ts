import type { EventType } from '@/contract/event';

/** Moves by which a task leaves its review, or its end. */
const MOVED_ON: EventType[] = [
  'task.queued',
  'task.approved',
  'task.merging',
  'task.needs_human',
  'task.cancelling',
  'task.completed',
  'task.failed',
  'task.cancelled',
  'task.skipped',
  'task.closed',
  'task.taken_over',
];

/** The events of which somebody may have to be told, or that settle what they were told. */
export const NEWS_TYPES: ReadonlySet<EventType> = new Set<EventType>([
  'exception.opened',
  'exception.resolved',
  'task.review',
  'task.updated',
  'comment.added',
  'comment.changed',
  'comment.deleted',
  ...MOVED_ON,
]);
