import type { Task } from '@/contract/task';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { queueAgain } from './queue-again';

/** Queues a task that waits for a person again; guidance goes to the next agent. Throws ILLEGAL_TRANSITION elsewhere. */
export async function retryTask(tx: Tx, runs: Runs, decision: Decision, guidance?: string): Promise<Task> {
  const task = await lockTask(runs, decision.workspaceId, decision.ref);
  if (task.status !== 'NEEDS_HUMAN')
    throw illegalMove(
      task,
      'only a task that waits for a person can be tried again. To send a reviewed one back, request changes.',
    );
  await queueAgain(tx, runs, { ...decision, task, guidance: guidance || null, option: 'retry' });
  return getTask(tx, decision.ref);
}
