import type { TaskStatus } from '@/contract/task';
import type { Tone } from '../ui/chip';

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

export interface StatusWord {
  word: string;
  tone: Tone;
  shape: StatusShape;
  /** One sentence: what it means and what comes next. */
  meaning: string;
}

/** What people read for each status: a word, a shape of its own and a colour, in that order of weight. */
export const STATUS: Record<TaskStatus, StatusWord> = {
  DRAFT: {
    word: 'Not queued',
    tone: 'neutral',
    shape: 'dashed',
    meaning: 'Kept out of the queue until someone queues it.',
  },
  QUEUED: {
    word: 'Queued',
    tone: 'neutral',
    shape: 'circle',
    meaning: 'Ready. The next free runner that fits takes it.',
  },
  BLOCKED: {
    word: 'Blocked',
    tone: 'attention',
    shape: 'octagon',
    meaning: 'Something else must end first. It is queued again by itself.',
  },
  ASSIGNED: {
    word: 'Assigned',
    tone: 'active',
    shape: 'dot',
    meaning: 'A runner has it and prepares a workspace.',
  },
  IN_PROGRESS: { word: 'Running', tone: 'active', shape: 'arc', meaning: 'An agent works on it.' },
  VERIFYING: {
    word: 'Verifying',
    tone: 'active',
    shape: 'flask',
    meaning: 'Its commit is checked in a clean checkout.',
  },
  IN_REVIEW: {
    word: 'Ready to review',
    tone: 'review',
    shape: 'eye',
    meaning: 'The checks passed. Someone has to approve the commit.',
  },
  MERGING: {
    word: 'Merging',
    tone: 'active',
    shape: 'merge',
    meaning: 'The approved commit goes onto the base branch.',
  },
  NEEDS_HUMAN: {
    word: 'Needs you',
    tone: 'attention',
    shape: 'diamond',
    meaning: 'It stands still until someone decides.',
  },
  CANCELLING: {
    word: 'Cancelling',
    tone: 'neutral',
    shape: 'stopping',
    meaning: 'The agent was told to stop; its last output is on the way.',
  },
  COMPLETED: {
    word: 'Done',
    tone: 'success',
    shape: 'check',
    meaning: 'Proven, and merged where there was something to merge.',
  },
  FAILED: {
    word: 'Failed',
    tone: 'danger',
    shape: 'cross',
    meaning: 'Given up. The log and the checks say why.',
  },
  CANCELLED: { word: 'Cancelled', tone: 'neutral', shape: 'slash', meaning: 'Stopped by a person.' },
  SKIPPED: {
    word: 'Skipped',
    tone: 'neutral',
    shape: 'skip',
    meaning: 'Not needed: its condition was false or a dependency failed.',
  },
};

export const STATUSES = Object.keys(STATUS) as TaskStatus[];
export const RUNNING: TaskStatus[] = ['ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'MERGING', 'CANCELLING'];
export const ENDED: TaskStatus[] = ['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED'];
export const hasEnded = (status: TaskStatus) => ENDED.includes(status);

/** How the task list is grouped: who waits for a person comes first. */
export const ATTENTION_GROUPS: { key: string; title: string; statuses: TaskStatus[] }[] = [
  { key: 'needs-you', title: 'Needs you', statuses: ['NEEDS_HUMAN'] },
  { key: 'review', title: 'Ready to review', statuses: ['IN_REVIEW'] },
  { key: 'running', title: 'Running', statuses: RUNNING },
  { key: 'queued', title: 'Queued', statuses: ['QUEUED'] },
  { key: 'blocked', title: 'Blocked', statuses: ['BLOCKED'] },
  { key: 'draft', title: 'Not queued', statuses: ['DRAFT'] },
];
