import { noteWait } from '@/domain/locks/note-wait';
import { waitKeyOf } from '@/domain/locks/wait-key';
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
    from: ['QUEUED'],
    to: 'BLOCKED',
    reason: `lock:${path}`,
    waitKey: waitKeyOf(path),
    actor: 'system',
  });
  await noteWait(runs, { workspaceId, taskId }, path);
}
