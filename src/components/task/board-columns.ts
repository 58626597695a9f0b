import type { Task, TaskStatus } from '@/contract/task';
import { type BoardMove, movesOf } from './board-moves';

export interface BoardColumn {
  key: string;
  title: string;
  statuses: TaskStatus[];
}

/** The life of a task from left to right; every status stands in one column. */
export const BOARD: BoardColumn[] = [
  { key: 'draft', title: 'Not queued', statuses: ['DRAFT'] },
  { key: 'queued', title: 'Queued', statuses: ['QUEUED'] },
  { key: 'blocked', title: 'Blocked', statuses: ['BLOCKED'] },
  { key: 'running', title: 'Running', statuses: ['ASSIGNED', 'IN_PROGRESS', 'CANCELLING'] },
  { key: 'verifying', title: 'Verifying', statuses: ['VERIFYING'] },
  { key: 'needs-you', title: 'Needs you', statuses: ['NEEDS_HUMAN'] },
  { key: 'review', title: 'Review and merge', statuses: ['IN_REVIEW', 'MERGING'] },
  { key: 'done', title: 'Done', statuses: ['COMPLETED'] },
  { key: 'given-up', title: 'Not done', statuses: ['FAILED', 'CANCELLED', 'SKIPPED'] },
];

/** A column's cards, and how many tasks it stands for: of all there are where that is known. */
export function fillColumn(
  { statuses }: BoardColumn,
  tasks: Task[],
  totals: Record<string, number> | null,
): { cards: Task[]; total: number } {
  const cards = tasks.filter((task) => statuses.includes(task.status));
  const counted = totals ? statuses.reduce((sum, status) => sum + (totals[status] ?? 0), 0) : 0;
  return { cards, total: Math.max(cards.length, counted) };
}

/** The move that brings a task into a column; undefined where nobody can make it. */
export const moveInto = ({ statuses }: BoardColumn, task: Task): BoardMove | undefined =>
  movesOf(task).find(({ to }) => statuses.includes(to));

/** Why a task cannot be put into a column, and what can be done with it. */
export function whyNotInto(column: BoardColumn, task: Task): string {
  const moves = movesOf(task).map(({ label }) => `“${label}”`);
  const rest = moves.length > 0 ? `What you can do: ${moves.join(', ')}.` : 'It moves by itself.';
  return `Tasks come to “${column.title}” by what happens to them. ${rest}`;
}
