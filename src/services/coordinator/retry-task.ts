import type { Task } from '@/contract/task';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import { gathers } from '@/domain/tasks/task-type';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { copyTask } from './copy-task';
import { queueAgain } from './queue-again';
import { retryStep } from './retry-step';

const WITHOUT_SUCCESS = new Set(['FAILED', 'CANCELLED', 'SKIPPED']);

/**
 * Queues a task that waits for a person again; guidance goes to the next agent. One that has ended without success
 * stays as it is: a copy of it is queued and answered, the same one as long as that has not ended; a step of a flow’s run
 * begins once more there, and what depends on it. Throws ILLEGAL_TRANSITION elsewhere.
 */
export async function retryTask(tx: Tx, runs: Runs, decision: Decision, guidance?: string): Promise<Task> {
  const task = await lockTask(runs, decision.workspaceId, decision.ref);
  if (WITHOUT_SUCCESS.has(task.status)) {
    if (gathers(task.type))
      throw illegalMove(task, 'it gathered sub-tasks and did no work itself. Try those again.');
    const step = await retryStep(tx, runs, decision, task, guidance || null);
    return step ?? copyTask(tx, runs, decision, task, guidance || null);
  }
  if (task.status !== 'NEEDS_HUMAN')
    throw illegalMove(
      task,
      'only a task that waits for a person, or has ended without success, can be tried again. To send a reviewed one back, request changes.',
    );
  await queueAgain(tx, runs, { ...decision, task, guidance: guidance || null, option: 'retry' });
  return getTask(tx, decision.ref);
}
