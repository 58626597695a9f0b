import type { Tx } from '@/lib/db';
import { findChangeable } from './find-changeable';
import type { Viewer } from './may-change';

/** Deletes a view. Throws NOT_FOUND for one that is not there for who asks, FORBIDDEN where it is not theirs to change. */
export async function deleteView(
  tx: Tx,
  viewer: Viewer,
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const { id } = await findChangeable(tx, viewer, wireId);
  await tx.savedView.deleteMany({ where: { id } });
  return { id: wireId, deleted: true };
}
