import type { TaskType } from '@/contract/task';
import type { LockedTask } from '@/domain/tasks/lock-task';
import { gathers } from '@/domain/tasks/task-type';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { advanceTask } from './advance-task';

/**
 * Makes a locked task ready to become another type; the type itself is written by the caller. One that comes to gather
 * sub-tasks leaves the queue. Answers whether it gathers no longer. Throws CONFLICT where it has been worked on, or
 * has sub-tasks.
 */
export async function changeType(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  task: LockedTask,
  type: TaskType,
): Promise<boolean> {
  if (gathers(type) === gathers(task.type)) return false;
  if (!gathers(type)) {
    const child = await tx.task.findFirst({ where: { parentId: task.id }, select: { number: true } });
    if (child)
      throw new AppError(
        'CONFLICT',
        `${task.ref} gathers sub-tasks, ${taskRef(child.number)} among them: a ${type} cannot. Put them elsewhere first.`,
      );
    return true;
  }
  if (task.attempt > 0)
    throw new AppError(
      'CONFLICT',
      `${task.ref} has been worked on, so it cannot become a ${type}. Make a new one and put this task under it.`,
    );
  const move = { workspaceId, taskId: task.id, actor: 'system' };
  await advanceTask(runs, { ...move, from: ['QUEUED'], to: 'BLOCKED', reason: 'subtasks' });
  return false;
}
