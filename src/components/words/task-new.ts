import type { RiskLevel } from '@/contract/task';

const risks: Record<RiskLevel, string> = {
  LOW: 'Proven work may be merged without a review.',
  MEDIUM: 'Proven work waits for a review where the project wants one.',
  HIGH: 'A person always reviews it.',
  CRITICAL: 'A person always reviews it; reserve it for what could do real damage.',
};
const of = { tasks: 'tasks', commits: 'commits' };

/** The words of the form that makes a task. */
export const words = {
  /** What each risk means for the review. */
  risks,
  created: (ref: string) => `${ref} created`,
  queued: (ref: string) => `${ref} queued`,
  titleExample: 'Reject orders with a negative amount',
  descriptionExample: 'What the agent must know: where to look, what to leave alone, how it shows.',
  filesHint:
    'One path, folder/ or glob a line. They are locked while it works, so that no other task writes them.',
  readsHint: 'They stay as they are while it works; other tasks may read them too.',
  waitsHint: 'Refs of tasks that must be done first, such as TASK-12.',
  project: 'Project',
  parentHint: 'The ref of an epic, feature or story.',
  failed: 'The task was not created',
  keys: 'Cmd or Ctrl with Enter',
  create: 'Create and queue',
  another: 'Queue and create another',
  keepOut: 'Keep out of the queue',
  locks: {
    looking: 'Looking at file locks…',
    free: 'No one holds these files now.',
    held: 'Held now; the task would wait for them:',
    expected: 'Open tasks name the same files; they take turns:',
    likely: 'These open tasks may meet it, as their files often change together with yours:',
    by: '{path} by {task}',
    together: (n: number, all: number, what: keyof typeof of) =>
      `{path} by {task}, in ${n} of ${all} ${of[what]}`,
  },
};
