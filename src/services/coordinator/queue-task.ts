import type { LockedTask } from '@/domain/tasks/lock-task';
import { moveTask } from '@/domain/tasks/move-task';
import { gathers } from '@/domain/tasks/task-type';
import type { Runs } from '@/lib/pool';
import { advanceTask, settleGathering } from './advance-task';
import type { Decision } from './cancel-task';
import { holdBack } from './hold-back';

/**
 * Lets a locked draft begin: it is queued, or blocked by what it depends on, which may have been open when it was
 * written; one that gathers sub-tasks waits for these.
 */
export async function queueTask(
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  task: LockedTask,
): Promise<void> {
  const move = { workspaceId, taskId: task.id };
  const actor = `person:${userId}`;
  if (!gathers(task.type)) {
    await advanceTask(runs, { ...move, from: [task.status], to: 'QUEUED', actor });
    await holdBack(runs, move);
    return;
  }
  await moveTask(runs, { ...move, from: [task.status], to: 'QUEUED', ready: null, actor });
  await moveTask(runs, { ...move, from: ['QUEUED'], to: 'BLOCKED', reason: 'subtasks', actor: 'system' });
  await settleGathering(runs, workspaceId, task.id);
}
