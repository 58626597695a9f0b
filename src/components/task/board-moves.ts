import type { Task, TaskStatus } from '@/contract/task';
import { words as board } from '../words/task-board';

const words = board.moves;

export interface BoardMove {
  to: TaskStatus;
  label: string;
  /** What happens then. */
  consequence: string;
  danger?: boolean;
}

const CANCEL: BoardMove = { to: 'CANCELLED', ...words.cancel, danger: true };
const STOP: BoardMove = { ...CANCEL, consequence: words.stop };

/** The moves that a person may make outright, by where a task stands. A test holds them against the state machine. */
const MOVES: Record<TaskStatus, BoardMove[]> = {
  DRAFT: [{ to: 'QUEUED', ...words.queue }, CANCEL],
  QUEUED: [CANCEL],
  BLOCKED: [CANCEL],
  ASSIGNED: [STOP],
  IN_PROGRESS: [STOP],
  VERIFYING: [STOP],
  IN_REVIEW: [{ ...CANCEL, consequence: words.notMerged }],
  MERGING: [],
  NEEDS_HUMAN: [{ to: 'QUEUED', ...words.again }, { to: 'FAILED', ...words.giveUp, danger: true }, CANCEL],
  CANCELLING: [],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
  SKIPPED: [],
};

export const movesOf = ({ status }: Pick<Task, 'status'>): BoardMove[] => MOVES[status];
