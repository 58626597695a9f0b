import type { Task } from '@/contract/task';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { queueAgain } from './queue-again';

/** Sends a reviewed task back to the queue with what is to be changed. Throws ILLEGAL_TRANSITION elsewhere. */
export async function requestChanges(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  guidance: string,
): Promise<Task> {
  const task = await lockTask(runs, decision.workspaceId, decision.ref);
  if (task.status !== 'IN_REVIEW')
    throw illegalMove(task, 'changes can be requested of a task that is in review only.');
  await queueAgain(tx, runs, { ...decision, task, guidance, option: 'request_changes' });
  return getTask(tx, decision.ref);
}
