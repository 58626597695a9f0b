import type { Task, TaskStatus } from '@/contract/task';

export interface BoardMove {
  to: TaskStatus;
  label: string;
  /** What happens then. */
  consequence: string;
  danger?: boolean;
}

const CANCEL: BoardMove = {
  to: 'CANCELLED',
  label: 'Cancel it',
  consequence: 'It leaves the queue and its file locks are released. It cannot be queued again.',
  danger: true,
};
const STOP: BoardMove = {
  ...CANCEL,
  consequence:
    'Its agent is told to stop and has ten seconds to write its last output. What it committed stays on its branch.',
};

/** The moves that a person may make outright, by where a task stands. A test holds them against the state machine. */
const MOVES: Record<TaskStatus, BoardMove[]> = {
  DRAFT: [
    { to: 'QUEUED', label: 'Queue it', consequence: 'The next free runner that fits takes it.' },
    CANCEL,
  ],
  QUEUED: [CANCEL],
  BLOCKED: [CANCEL],
  ASSIGNED: [STOP],
  IN_PROGRESS: [STOP],
  VERIFYING: [STOP],
  IN_REVIEW: [{ ...CANCEL, consequence: 'Its commit is not merged; it stays on its branch.' }],
  MERGING: [],
  NEEDS_HUMAN: [
    { to: 'QUEUED', label: 'Try again', consequence: 'It goes back to the queue for another agent.' },
    {
      to: 'FAILED',
      label: 'Give it up',
      consequence: 'It ends as failed; what depends on it is skipped.',
      danger: true,
    },
    CANCEL,
  ],
  CANCELLING: [],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
  SKIPPED: [],
};

export const movesOf = ({ status }: Pick<Task, 'status'>): BoardMove[] => MOVES[status];
