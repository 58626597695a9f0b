import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { seenBy } from './list-views';
import { mayChange, type Viewer } from './may-change';

/** The row of a view that somebody may change. Throws NOT_FOUND for another's private one, FORBIDDEN for their shared one. */
export async function findChangeable(tx: Tx, viewer: Viewer, wireId: string) {
  const view = await tx.savedView.findFirst({
    where: { id: fromWireId('view', wireId), ...seenBy(viewer.userId) },
  });
  if (!view) throw notFound('view', wireId);
  if (!mayChange(view, viewer))
    throw new AppError(
      'FORBIDDEN',
      'A shared view is changed by who made it, and by admins and owners of the workspace. Save one of your own.',
    );
  return view;
}
