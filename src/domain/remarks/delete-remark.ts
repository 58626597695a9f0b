import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Takes back what a person said themselves. Throws NOT_FOUND, for what another said too. */
export async function deleteRemark(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const own = { id: fromWireId('remark', wireId), authorId: userId };
  const row = await tx.remark.findFirst({ where: own, include: { task: { select: { projectId: true } } } });
  if (!row) throw notFound('comment', wireId);
  await tx.remark.deleteMany({ where: own });
  appendEvent(runs, {
    workspaceId,
    type: 'comment.deleted',
    actor: `person:${userId}`,
    projectId: row.task.projectId,
    taskId: row.taskId,
    payload: { remark: wireId },
  });
  return { id: wireId, deleted: true };
}
