import { getTask } from '@/contract/task-calls';
import type { Dashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';

/** The commit of a task as it is now. Throws a Failure where there is none, or where it is not the one that was looked at. */
export async function seenCommit(
  dashboard: Dashboard,
  ref: string,
  looked: string | undefined,
): Promise<string> {
  const { headSha } = await dashboard.call(getTask, { params: { id: ref } });
  if (headSha === null)
    throw new Failure('NO_COMMIT', `${ref} has no commit yet, so there is nothing to review.`);
  const seen = looked?.toLowerCase();
  if (seen !== undefined && (seen.length < 7 || !headSha.startsWith(seen))) {
    throw new Failure(
      'STALE_COMMIT',
      `The commit of ${ref} is ${headSha}, not ${looked}. Look at what it changes, and answer to that one.`,
    );
  }
  return headSha;
}
