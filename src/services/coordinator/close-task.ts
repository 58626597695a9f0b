import type { BodyOf } from '@/contract/endpoint';
import type { Task } from '@/contract/task';
import type { closeTask as endpoint } from '@/contract/task-calls';
import { TERMINAL } from '@/contract/terminal-status';
import { appendEvent } from '@/domain/events/append-event';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { notFound, wrongField } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { byRef, taskRef } from '@/lib/refs';
import { cancelLocked, type Decision } from './cancel-task';

/**
 * Ends a task without its work and says why, as a cancellation: a live agent is stopped first. Repeating it changes
 * nothing. Throws ILLEGAL_TRANSITION for one that has ended otherwise or whose merge has begun, VALIDATION_ERROR or
 * NOT_FOUND for what it is said to be a duplicate of, and CONFLICT while its sub-tasks are open.
 */
export async function closeTask(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  { resolution, note, duplicateOf }: BodyOf<typeof endpoint>,
): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (task.status === 'CANCELLED' && task.resolution === resolution) return getTask(tx, decision.ref);
  if (TERMINAL.has(task.status)) throw illegalMove(task, 'it has ended and cannot be closed.');
  const original = duplicateOf ? await originalOf(tx, task, resolution, duplicateOf) : null;
  await tx.task.update({
    where: { id: task.id },
    data: { resolution, resolutionNote: note || null, ...(original && { originId: original.id }) },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'task.closed',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    payload: {
      ref: task.ref,
      resolution,
      note: note || null,
      duplicateOf: original && taskRef(original.number),
    },
  });
  await cancelLocked(runs, decision, task, resolution);
  return getTask(tx, decision.ref);
}

async function originalOf(tx: Tx, task: LockedTask, resolution: string, ref: string) {
  const original = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, number: true } });
  if (!original) throw notFound('task', ref);
  const wrong =
    resolution !== 'duplicate'
      ? 'Only the resolution duplicate names another task.'
      : original.id === task.id
        ? `${task.ref} cannot be a duplicate of itself.`
        : null;
  if (wrong) throw wrongField('duplicateOf', wrong);
  return original;
}
