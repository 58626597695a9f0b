import { approveTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';
import { seenCommit } from './seen-commit';

/** Approves the commit of a task as it is now, or refuses where it is not the one that was looked at. */
export async function approveCommit(
  given: string,
  options: DashboardOptions & { commit?: string },
): Promise<void> {
  const ref = readTaskRef(given);
  const dashboard = openDashboard(options);
  const headSha = await seenCommit(dashboard, ref, options.commit);
  const task = await dashboard.call(approveTask, { params: { id: ref }, body: { headSha } });
  if (options.json) return printJson({ data: task });
  print(`Approved ${headSha.slice(0, 12)} of ${ref}; it is ${task.status}.`);
}
