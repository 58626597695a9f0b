import { TERMINAL } from '@/contract/terminal-status';
import { LOCK_NEEDS_OF } from '@/domain/tasks/create-task.sql';
import { dependencyOn } from '@/domain/tasks/dependency-on';
import { renameBlock } from '@/domain/tasks/rename-block';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { advanceTask } from './advance-task';

/**
 * Blocks a locked task that is queued, or blocked for something else, where one that it depends on is open.
 * Answers whether there is one. Throws CONFLICT for one that has ended without success. Database uuids.
 */
export async function holdBack(
  runs: Runs,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
): Promise<boolean> {
  const needs = await runs.query(LOCK_NEEDS_OF, [workspaceId, taskId]);
  const open = needs.find(({ status }) => status !== 'COMPLETED');
  if (!open) return false;
  const gone = needs.find(({ status }) => status !== 'COMPLETED' && TERMINAL.has(status));
  if (gone)
    throw new AppError(
      'CONFLICT',
      `It depends on ${taskRef(gone.number)}, which has ended as ${gone.status}, so it could never begin. Change what it depends on; to try that one again, name its copy.`,
    );
  const reason = dependencyOn(taskRef(open.number));
  const move = { workspaceId, taskId, actor: 'system' };
  const moved = await advanceTask(runs, { ...move, from: ['QUEUED'], to: 'BLOCKED', reason });
  if (!moved) await renameBlock(runs, { workspaceId, taskId, reason });
  return true;
}
