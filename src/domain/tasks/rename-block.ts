import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { RENAME_BLOCK } from './sub-tasks.sql';

/** Gives a blocked task another reason, with its event; nothing where it stands elsewhere or has that reason. Database uuids. */
export async function renameBlock(
  runs: Runs,
  { workspaceId, taskId, reason }: { workspaceId: string; taskId: string; reason: string },
): Promise<void> {
  const [row] = await runs.query(RENAME_BLOCK, [workspaceId, taskId, reason]);
  if (!row) return;
  appendEvent(runs, {
    workspaceId,
    type: 'task.blocked',
    actor: 'system',
    taskId,
    projectId: row.project_id,
    payload: { status: 'BLOCKED', reason },
  });
}
