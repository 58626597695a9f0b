import type { Task, TaskStatus } from '@/contract/task';
import { words as board } from '../words/task-board';
import { words as common } from '../words/words';
import { type BoardMove, movesOf } from './board-moves';
import { type Known, totalOf } from './unread-tasks';

const words = board.columns;

export interface BoardColumn {
  key: string;
  title: string;
  statuses: TaskStatus[];
}

/** The life of a task from left to right; every status stands in one column. */
export const BOARD: BoardColumn[] = [
  { key: 'draft', title: common.statuses.DRAFT.word, statuses: ['DRAFT'] },
  { key: 'queued', title: common.statuses.QUEUED.word, statuses: ['QUEUED'] },
  { key: 'blocked', title: common.statuses.BLOCKED.word, statuses: ['BLOCKED'] },
  {
    key: 'running',
    title: common.statuses.IN_PROGRESS.word,
    statuses: ['ASSIGNED', 'IN_PROGRESS', 'CANCELLING'],
  },
  { key: 'verifying', title: common.statuses.VERIFYING.word, statuses: ['VERIFYING'] },
  { key: 'needs-you', title: common.statuses.NEEDS_HUMAN.word, statuses: ['NEEDS_HUMAN'] },
  { key: 'review', title: words.review, statuses: ['IN_REVIEW', 'MERGING'] },
  { key: 'done', title: common.statuses.COMPLETED.word, statuses: ['COMPLETED'] },
  { key: 'given-up', title: words.givenUp, statuses: ['FAILED', 'CANCELLED', 'SKIPPED'] },
];

/** A column's cards, how many tasks it stands for, and whether there may be others that were not read. */
export function fillColumn({ statuses }: BoardColumn, tasks: Task[], known: Known) {
  const cards = tasks.filter((task) => statuses.includes(task.status));
  const total = totalOf(statuses, cards.length, known);
  const mayGoOn = known.totals
    ? total > cards.length
    : statuses.some((status) => known.unread.includes(status));
  return { cards, total, more: mayGoOn };
}

/** The move that brings a task into a column; undefined where nobody can make it. */
export const moveInto = ({ statuses }: BoardColumn, task: Task): BoardMove | undefined =>
  movesOf(task).find(({ to }) => statuses.includes(to));

/** Why a task cannot be put into a column, and what can be done with it. */
export function whyNotInto(column: BoardColumn, task: Task): string {
  const moves = movesOf(task).map(({ label }) => words.quoted(label));
  const rest = moves.length > 0 ? words.youCan(moves.join(', ')) : words.byItself;
  return words.notInto(column.title, rest);
}
