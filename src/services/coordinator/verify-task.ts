import type { Task } from '@/contract/task';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import type { Decision } from './cancel-task';
import { refuseStranded } from './refuse-stranded';

/**
 * Offers the commit of a task that waits for a person to a verify agent once more. Throws ILLEGAL_TRANSITION where it
 * does not wait for one, or has no commit, and CONFLICT where nobody could check it.
 */
export async function verifyTask(tx: Tx, runs: Runs, decision: Decision): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (task.status !== 'IN_REVIEW' && task.status !== 'NEEDS_HUMAN')
    throw illegalMove(task, 'checks can be run again only on a commit that waits for a person.');
  if (!task.headSha) throw illegalMove(task, 'it has no commit that checks could run on.');
  await refuseStranded(tx, task, { travels: true });
  await closeExceptions(runs, {
    workspaceId,
    userId,
    taskId: task.id,
    status: 'resolved',
    option: 'verify',
    text: null,
  });
  await advanceTask(runs, {
    workspaceId,
    taskId: task.id,
    from: [task.status],
    to: 'VERIFYING',
    ready: 'verify',
    actor: `person:${userId}`,
    payload: { headSha: task.headSha },
  });
  return getTask(tx, decision.ref);
}
