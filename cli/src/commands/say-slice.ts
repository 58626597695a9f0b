import { COUNT_MOST } from '@/contract/count-most';
import type { Pagination } from '@/contract/list';
import { say } from '../terminal/say';

/** Says, where a list goes on, how much of it was shown and how to see the rest. */
export function saySlice(shown: number, { offset, totalCount, hasMore }: Pagination): void {
  if (!hasMore) return;
  say(
    `${offset + 1} to ${offset + shown} of ${totalCount < COUNT_MOST ? totalCount : `${COUNT_MOST} or more`}; the next with --offset ${offset + shown}.`,
  );
}
