import { TERMINAL } from '@/contract/terminal-status';
import { appendEvent } from '@/domain/events/append-event';
import { ERASE_TASK_LOGS } from '@/domain/logs/append-chunks.sql';
import { lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { settleGathering } from './advance-task';
import type { Decision } from './cancel-task';
import { freeLocks } from './free-locks';

/**
 * Deletes a task that no agent works on, with its history; its events stay.
 * Throws CONFLICT where an agent is live, another task or the run of a flow still waits for it, or it has sub-tasks.
 */
export async function deleteTask(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, ref }: Decision,
): Promise<{ id: string; deleted: true }> {
  const task = await lockTask(runs, workspaceId, ref);
  if (task.agentId)
    throw new AppError('CONFLICT', `An agent works on ${task.ref}. Cancel it first, then delete it.`);
  const needing = await tx.taskDependency.findMany({
    where: { neededId: task.id },
    select: { task: { select: { number: true, status: true } } },
  });
  const waiting = needing.find((need) => !TERMINAL.has(need.task.status));
  if (waiting)
    throw new AppError(
      'CONFLICT',
      `${taskRef(waiting.task.number)} depends on ${task.ref}. Cancel or delete that one first.`,
    );
  const child = await tx.task.findFirst({ where: { parentId: task.id }, select: { number: true } });
  if (child)
    throw new AppError(
      'CONFLICT',
      `${task.ref} gathers sub-tasks, ${taskRef(child.number)} among them. Delete those first, or put them elsewhere.`,
    );
  const step = await tx.flowNode.findFirst({
    where: { taskId: task.id, status: 'running' },
    select: { runId: true },
  });
  if (step)
    throw new AppError(
      'CONFLICT',
      `The run of a flow waits for ${task.ref}. Cancel it, or end the run, then delete it.`,
      { details: { runId: toWireId('run', step.runId) } },
    );

  await freeLocks(runs, { workspaceId, taskId: task.id });
  await runs.query(ERASE_TASK_LOGS, [workspaceId, task.id]);
  await tx.task.delete({ where: { id: task.id } });
  appendEvent(runs, {
    workspaceId,
    type: 'task.deleted',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    payload: { ref: task.ref },
  });
  if (task.parentId) await settleGathering(runs, workspaceId, task.parentId);
  return { id: toWireId('task', task.id), deleted: true };
}
