import type { TaskStatus } from '@/contract/task';
import { ENDED, PRESSING, WAITING } from './status-vocabulary';

/** Tasks that exist and have not been read: the list is read part by part. */
export interface Unread {
  /** Of which statuses there may be more. */
  statuses: readonly TaskStatus[];
  /** Where those of some statuses are shown, with nothing else in front of them. */
  addressOf(statuses: TaskStatus[]): string;
}

/** The statuses of the parts that go on: of what presses, what waits and what has ended, or of the chosen ones alone. Pure. */
export function unreadOf(chosen: TaskStatus[] | null, goesOn: boolean[]): TaskStatus[] {
  const parts = chosen ? [chosen] : [PRESSING, WAITING, ENDED];
  return parts.flatMap((statuses, nth) => (goesOn[nth] ? statuses : []));
}

export interface Known {
  /** How many tasks there are of each status, archived ones too; null where a filter narrows them. */
  totals: Record<string, number> | null;
  /** Of which statuses there may be more than were read. */
  unread: readonly TaskStatus[];
}

/** How many tasks these statuses stand for: those that were read, or of all there are where more exist and their number is known. */
export function totalOf(statuses: TaskStatus[], read: number, { totals, unread }: Known): number {
  const goesOn = statuses.some((status) => unread.includes(status));
  const counted = totals && goesOn ? statuses.reduce((sum, status) => sum + (totals[status] ?? 0), 0) : 0;
  return Math.max(read, counted);
}
