import type { BodyOf } from '@/contract/endpoint';
import type { createTaskView, TaskView } from '@/contract/task-view';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { keptOf } from './kept-of';
import { refuseToShare, type Viewer } from './may-change';
import { refuseTaken } from './refuse-taken';
import { viewToWire, WITH_MAKER } from './to-wire';

/** How many views one person may have. */
const MOST = 100;

/**
 * Keeps a view under a name. Throws CONFLICT for a name that this person uses already or too many views, NOT_FOUND for a
 * project that is not there, and FORBIDDEN for who may share nothing or acts for nobody.
 */
export async function saveView(
  tx: Tx,
  viewer: Viewer,
  { name, shared, shows }: BodyOf<typeof createTaskView>,
): Promise<TaskView> {
  const { workspaceId, userId } = viewer;
  if (!(await tx.member.findFirst({ where: { userId }, select: { userId: true } })))
    throw new AppError(
      'FORBIDDEN',
      'This access token acts for nobody whose view it could be. Use a personal one.',
    );
  if (shared) refuseToShare(viewer);
  if ((await tx.savedView.count({ where: { userId } })) >= MOST)
    throw new AppError('CONFLICT', `You have ${MOST} views already. Delete one first.`);
  const row = await refuseTaken(name, async () =>
    tx.savedView.create({
      data: { id: newId(), workspaceId, userId, name, shared, ...(await keptOf(tx, shows)) },
      include: WITH_MAKER,
    }),
  );
  return viewToWire(row, viewer);
}
