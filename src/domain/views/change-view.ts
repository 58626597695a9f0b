import type { BodyOf } from '@/contract/endpoint';
import type { TaskView, updateTaskView } from '@/contract/task-view';
import type { Tx } from '@/lib/db';
import { findChangeable } from './find-changeable';
import { keptOf } from './kept-of';
import { refuseToShare, type Viewer } from './may-change';
import { refuseTaken } from './refuse-taken';
import { viewToWire, WITH_MAKER } from './to-wire';

/**
 * Renames a view, shares it or no longer, or changes what it shows. Throws NOT_FOUND for one that is not there for who
 * asks, FORBIDDEN where it is not theirs to change or share, CONFLICT for a name that its maker uses already.
 */
export async function changeView(
  tx: Tx,
  viewer: Viewer,
  wireId: string,
  { name, shared, shows }: BodyOf<typeof updateTaskView>,
): Promise<TaskView> {
  const view = await findChangeable(tx, viewer, wireId);
  if (shared && !view.shared) refuseToShare(viewer);
  const row = await refuseTaken(name, async () =>
    tx.savedView.update({
      where: { id: view.id },
      data: { name, shared, ...(shows && (await keptOf(tx, shows))) },
      include: WITH_MAKER,
    }),
  );
  return viewToWire(row, viewer);
}
