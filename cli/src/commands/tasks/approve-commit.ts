import { approveTask, getTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Approves the commit of a task as it is now, or refuses where it is not the one that was looked at. */
export async function approveCommit(
  given: string,
  options: DashboardOptions & { commit?: string },
): Promise<void> {
  const ref = readTaskRef(given);
  const dashboard = openDashboard(options);
  const { headSha } = await dashboard.call(getTask, { params: { id: ref } });
  if (headSha === null)
    throw new Failure('NO_COMMIT', `${ref} has no commit yet, so there is nothing to approve.`);
  const seen = options.commit?.toLowerCase();
  if (seen !== undefined && (seen.length < 7 || !headSha.startsWith(seen))) {
    throw new Failure(
      'STALE_COMMIT',
      `The commit of ${ref} is ${headSha}, not ${options.commit}. Look at what it changes, then approve that one.`,
    );
  }
  const task = await dashboard.call(approveTask, { params: { id: ref }, body: { headSha } });
  if (options.json) return printJson({ data: task });
  print(`Approved ${headSha.slice(0, 12)} of ${ref}; it is ${task.status}.`);
}
