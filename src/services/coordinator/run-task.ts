import type { Task } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import { PUT_FIRST } from '@/domain/tasks/reorder-task.sql';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import type { Decision } from './cancel-task';
import { queueTask } from './queue-task';

/**
 * Lets a draft or a queued task be the next of its priority, and ends its pause; what it depends on still comes first.
 * Throws ILLEGAL_TRANSITION elsewhere.
 */
export async function runTask(tx: Tx, runs: Runs, decision: Decision): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (task.status !== 'DRAFT' && task.status !== 'QUEUED')
    throw illegalMove(task, 'only a draft or a queued task can be the next to run. Ask why it waits.');
  if (task.status === 'DRAFT') await queueTask(runs, decision, task);
  const [first] = await runs.query(PUT_FIRST, [workspaceId, task.id]);
  if (first) {
    appendEvent(runs, {
      workspaceId,
      type: 'task.updated',
      actor: `person:${userId}`,
      projectId: task.projectId,
      taskId: task.id,
      payload: { fields: ['queue'] },
    });
    runs.wakes.add(topic.claims(workspaceId));
  }
  return getTask(tx, decision.ref);
}
