import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Deletes a file that was given to a task; agents that have fetched it keep theirs. Throws NOT_FOUND. */
export async function deleteAttachment(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const where = { id: fromWireId('att', wireId) };
  const select = { taskId: true, name: true, task: { select: { projectId: true } } } as const;
  const row = await tx.attachment.findFirst({ where, select });
  if (!row) throw notFound('attachment', wireId);
  await tx.attachment.deleteMany({ where });
  appendEvent(runs, {
    workspaceId,
    type: 'attachment.deleted',
    actor: `person:${userId}`,
    projectId: row.task.projectId,
    taskId: row.taskId,
    payload: { attachment: wireId, name: row.name },
  });
  return { id: wireId, deleted: true };
}
