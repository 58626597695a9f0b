import { waitKeyOf } from '@/domain/locks/wait-key';
import { HINT_FILE } from '@/domain/tasks/hint-file.sql';
import { moveTask } from '@/domain/tasks/move-task';
import type { Runs } from '@/lib/pool';

/**
 * Sets a queued task aside until a path is free that it has changed and another task holds; the path counts among its
 * files from now on, so that its next agent begins with it. Database uuids.
 */
export async function waitForPath(
  runs: Runs,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
  path: string,
): Promise<void> {
  await runs.query(HINT_FILE, [workspaceId, taskId, path]);
  await moveTask(runs, {
    workspaceId,
    taskId,
    from: ['QUEUED'],
    to: 'BLOCKED',
    reason: `lock:${path}`,
    waitKey: waitKeyOf(path),
    actor: 'system',
  });
}
