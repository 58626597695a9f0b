import type { Task } from '@/contract/task';
import { cancelTask, retryTask, runTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Cancels a task. */
export async function cancel(given: string, options: DashboardOptions & { reason?: string }): Promise<void> {
  const params = { id: readTaskRef(given) };
  tell(await openDashboard(options).call(cancelTask, { params, body: { reason: options.reason } }), options);
}

/** Lets another agent try; the answer is the task that will run, which may be a copy. */
export async function retry(given: string, options: DashboardOptions & { guidance?: string }): Promise<void> {
  const params = { id: readTaskRef(given) };
  const body = { guidance: options.guidance };
  tell(await openDashboard(options).call(retryTask, { params, body }), options);
}

/** Queues a draft, or brings a queued task to the front. */
export async function run(given: string, options: DashboardOptions): Promise<void> {
  const params = { id: readTaskRef(given) };
  tell(await openDashboard(options).call(runTask, { params, body: {} }), options);
}

function tell(task: Task, { json }: DashboardOptions): void {
  if (json) printJson({ data: task });
  else {
    const copy = task.originRef ? ` (a copy of ${task.originRef})` : '';
    print(
      `${task.ref}${copy} is ${task.status}${task.reason ? ` (${task.reason})` : ''}. Why, and what is next: agent-orchestrator why ${task.ref}`,
    );
  }
}
