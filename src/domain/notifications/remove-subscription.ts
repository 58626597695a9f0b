import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** Tells a browser of the person's own (a database uuid) no more. Throws NOT_FOUND, for another's too. */
export async function removeSubscription(
  tx: Tx,
  userId: string,
  wireId: string,
): Promise<{ id: string; deleted: true }> {
  const { count } = await tx.pushSubscription.deleteMany({
    where: { id: fromWireId('push', wireId), userId },
  });
  if (count === 0) throw notFound('browser', wireId);
  return { id: wireId, deleted: true };
}
