import type { Task } from '@/contract/task';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { cancelVerdict } from '@/domain/tasks/cancel-state';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { refuseOpenSubTasks } from '@/domain/tasks/refuse-open-sub-tasks';
import { REQUEST_CANCEL } from '@/domain/tasks/request-cancel.sql';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { advanceTask } from './advance-task';
import { stillMerging } from './refuse-merging';

/** A person and what they decided about. Ids are database uuids; `ref` is a task’s id or ref. */
export interface Decision {
  workspaceId: string;
  userId: string;
  ref: string;
}

/**
 * Cancels a task: at once where no agent is live, else its agent is told to stop first.
 * Repeating it changes nothing. Throws ILLEGAL_TRANSITION for one that has ended otherwise or whose merge has begun, and
 * CONFLICT for one whose sub-tasks are open.
 */
export async function cancelTask(tx: Tx, runs: Runs, decision: Decision, why?: string): Promise<Task> {
  const task = await lockTask(runs, decision.workspaceId, decision.ref);
  await cancelLocked(runs, decision, task, why);
  return getTask(tx, decision.ref);
}

/** The same for a task that is locked already. */
export async function cancelLocked(
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  task: LockedTask,
  why?: string,
): Promise<void> {
  const verdict = cancelVerdict({ ...task, hasAgent: task.agentId !== null });
  if (verdict === 'nothing') return;
  if (verdict === 'ended') throw illegalMove(task, 'it has ended and cannot be cancelled.');
  if (verdict === 'merging' || verdict === 'unsure') throw stillMerging(task, verdict);
  await refuseOpenSubTasks(runs, workspaceId, task);
  const actor = `person:${userId}`;
  if (task.agentId) {
    await runs.query(REQUEST_CANCEL, [workspaceId, task.id]);
    runs.wakes.add(topic.agent(task.agentId));
  }
  await closeExceptions(runs, {
    workspaceId,
    taskId: task.id,
    userId,
    status: 'dismissed',
    option: 'cancel',
    text: why ?? null,
  });
  await advanceTask(runs, {
    workspaceId,
    taskId: task.id,
    from: [task.status],
    via: verdict.via && [{ to: verdict.via, reason: 'merge_called_off', actor }],
    to: verdict.to,
    reason: why ? `cancelled:${why}` : 'cancelled',
    actor,
  });
}
