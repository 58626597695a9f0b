import type { Task } from '@/contract/task';
import { TAKE_OVER } from '@/domain/agents/hand-in.sql';
import { appendEvent } from '@/domain/events/append-event';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';

/** Holds a task for a person who works on it by hand. Repeatable. Throws NOT_FOUND, ILLEGAL_TRANSITION. */
export async function takeOverTask(tx: Tx, runs: Runs, decision: Decision): Promise<Task> {
  await takeOverLocked(runs, decision, await lockTask(runs, decision.workspaceId, decision.ref), null);
  return getTask(tx, decision.ref);
}

/** The same for a task that is locked already. */
export async function takeOverLocked(
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  task: LockedTask,
  text: string | null,
): Promise<void> {
  if (task.status !== 'NEEDS_HUMAN')
    throw illegalMove(task, 'only a task that waits for a person can be taken over. End its agent first.');
  const [taken] = await runs.query(TAKE_OVER, [workspaceId, task.id]);
  if (!taken) return;
  await closeExceptions(runs, {
    workspaceId,
    userId,
    taskId: task.id,
    status: 'resolved',
    option: 'take_over',
    text,
  });
  appendEvent(runs, {
    workspaceId,
    type: 'task.taken_over',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
  });
}
