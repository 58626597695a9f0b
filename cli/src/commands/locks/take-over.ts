import { takeLocks } from '@/contract/lock';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Gives a waiting task the files it waits for, for a reason that is kept. */
export async function takeOver(task: string, options: DashboardOptions & { reason: string }): Promise<void> {
  const dashboard = openDashboard(options);
  const taskId = readTaskRef(task);
  const answer = await dashboard.call(takeLocks, { body: { taskId, reason: options.reason } });
  if (options.json) return printJson({ data: answer });
  for (const { pattern, taskRef } of answer.taken) print(`Took ${pattern} from ${taskRef}.`);
  print(`${task} has the files it waited for and goes back to the queue.`);
}
