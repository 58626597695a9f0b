import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** Takes back a draft of the person’s own (a database uuid). Throws NOT_FOUND, also for another’s draft, and CONFLICT for one that was sent. */
export async function deleteComment(
  tx: Tx,
  userId: string,
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const mine = { id: fromWireId('cmt', wireId), authorId: userId };
  const found = await tx.reviewComment.findFirst({ where: mine, select: { sentAt: true } });
  if (!found) throw notFound('comment', wireId);
  const { count } = await tx.reviewComment.deleteMany({ where: { ...mine, sentAt: null } });
  if (count === 0)
    throw new AppError('CONFLICT', 'This comment was sent to the agent: it cannot be taken back any more.');
  return { id: wireId, deleted: true };
}
