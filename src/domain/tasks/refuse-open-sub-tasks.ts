import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import type { LockedTask } from './lock-task';
import { OPEN_SUB_TASKS } from './sub-tasks.sql';
import { gathers } from './task-type';

/** Throws CONFLICT where a task that is to end gathers sub-tasks that are open still: they would go on without it. */
export async function refuseOpenSubTasks(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  task: LockedTask,
): Promise<void> {
  if (!gathers(task.type)) return;
  const open = (await runs.query(OPEN_SUB_TASKS, [workspaceId, task.id])).map(({ number }) =>
    taskRef(number),
  );
  if (open.length === 0) return;
  const named =
    open.length > 3 ? `${open.slice(0, 3).join(', ')} and ${open.length - 3} more` : open.join(', ');
  throw new AppError(
    'CONFLICT',
    `${task.ref} gathers sub-tasks that are open: ${named}. Cancel or close those first.`,
    { details: { open } },
  );
}
