import type { TaskStatus } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import type { Tone } from '../ui/chip';
import { words } from '../words/words';

export type StatusShape =
  | 'dashed'
  | 'circle'
  | 'octagon'
  | 'dot'
  | 'arc'
  | 'flask'
  | 'eye'
  | 'merge'
  | 'diamond'
  | 'stopping'
  | 'check'
  | 'cross'
  | 'slash'
  | 'skip';

/** What people read for a state: a word, a colour and a shape. */
export interface StateWord {
  word: string;
  tone: Tone;
  shape: StatusShape;
}
export interface StatusWord extends StateWord {
  /** One sentence: what it means and what comes next. */
  meaning: string;
}

/** What people read for each status: a word, a shape of its own and a colour, in that order of weight. */
export const STATUS: Record<TaskStatus, StatusWord> = {
  DRAFT: { ...words.statuses.DRAFT, tone: 'neutral', shape: 'dashed' },
  QUEUED: { ...words.statuses.QUEUED, tone: 'neutral', shape: 'circle' },
  BLOCKED: { ...words.statuses.BLOCKED, tone: 'attention', shape: 'octagon' },
  ASSIGNED: { ...words.statuses.ASSIGNED, tone: 'active', shape: 'dot' },
  IN_PROGRESS: { ...words.statuses.IN_PROGRESS, tone: 'active', shape: 'arc' },
  VERIFYING: { ...words.statuses.VERIFYING, tone: 'active', shape: 'flask' },
  IN_REVIEW: { ...words.statuses.IN_REVIEW, tone: 'review', shape: 'eye' },
  MERGING: { ...words.statuses.MERGING, tone: 'active', shape: 'merge' },
  NEEDS_HUMAN: { ...words.statuses.NEEDS_HUMAN, tone: 'attention', shape: 'diamond' },
  CANCELLING: { ...words.statuses.CANCELLING, tone: 'neutral', shape: 'stopping' },
  COMPLETED: { ...words.statuses.COMPLETED, tone: 'success', shape: 'check' },
  FAILED: { ...words.statuses.FAILED, tone: 'danger', shape: 'cross' },
  CANCELLED: { ...words.statuses.CANCELLED, tone: 'neutral', shape: 'slash' },
  SKIPPED: { ...words.statuses.SKIPPED, tone: 'neutral', shape: 'skip' },
};

export const STATUSES = Object.keys(STATUS) as TaskStatus[];
export const RUNNING: TaskStatus[] = ['ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'MERGING', 'CANCELLING'];
export const WAITING: TaskStatus[] = ['QUEUED', 'BLOCKED', 'DRAFT'];
export const ENDED = [...TERMINAL];
/** What people or machines are at. */
export const PRESSING = STATUSES.filter((status) => ![...WAITING, ...ENDED].includes(status));
export const hasEnded = (status: TaskStatus) => TERMINAL.has(status);

/** How the task list is grouped: who waits for a person comes first. */
export const ATTENTION_GROUPS: { key: string; title: string; statuses: TaskStatus[] }[] = [
  { key: 'needs-you', title: words.statuses.NEEDS_HUMAN.word, statuses: ['NEEDS_HUMAN'] },
  { key: 'review', title: words.statuses.IN_REVIEW.word, statuses: ['IN_REVIEW'] },
  { key: 'running', title: words.statuses.IN_PROGRESS.word, statuses: RUNNING },
  { key: 'queued', title: words.statuses.QUEUED.word, statuses: ['QUEUED'] },
  { key: 'blocked', title: words.statuses.BLOCKED.word, statuses: ['BLOCKED'] },
  { key: 'draft', title: words.statuses.DRAFT.word, statuses: ['DRAFT'] },
];
