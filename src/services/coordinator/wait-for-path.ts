import { setAsideFor } from '@/domain/locks/lock-reason';
import { noteWait } from '@/domain/locks/note-wait';
import { moveTask } from '@/domain/tasks/move-task';
import type { Runs } from '@/lib/pool';

/**
 * Sets a queued task aside until a path is free that it has changed and another task holds. Database uuids.
 */
export async function waitForPath(
  runs: Runs,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
  path: string,
): Promise<void> {
  await moveTask(runs, {
    workspaceId,
    taskId,
    ...setAsideFor(path),
  });
  await noteWait(runs, { workspaceId, taskId }, path);
}
