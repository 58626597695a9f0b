import type { ReviewComment, Side } from '@/contract/review';
import { useEndpoint } from '@/hooks/use-endpoint';

/** What the diff of a task knows of its review. */
export interface Review {
  taskRef: string;
  /** The commit that lines are commented of; null where there is none to review now. */
  headSha: string | null;
  comments: ReviewComment[];
}

/** The comments of a task’s lines, and whether more may be made: while the commit that is shown is in review. */
export function useReview(taskRef: string, shownSha: string | null): Review {
  const task = useEndpoint('getTask', { params: { id: taskRef } });
  const comments = useEndpoint('listReviewComments', { params: { id: taskRef } });
  const inReview = task.data?.status === 'IN_REVIEW' && task.data.headSha === shownSha;
  return { taskRef, headSha: inReview ? shownSha : null, comments: comments.data ?? [] };
}

/** What was said of one line of the commit that is shown. */
export const saidOf = ({ comments, headSha }: Review, path: string, side: Side, line: number) =>
  comments.filter(
    (one) => one.headSha === headSha && one.path === path && one.side === side && one.line === line,
  );

/** How many comments there are on each file, by its path. */
export function countComments(comments: ReviewComment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of comments) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}
