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
