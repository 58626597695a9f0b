import type { TaskView } from '@/contract/task-view';
import type { Tx } from '@/lib/db';
import type { Viewer } from './may-change';
import { viewToWire, WITH_MAKER } from './to-wire';

const MOST = 500;

/** Which views are there for somebody (a database uuid): their own, and those that others share. */
export const seenBy = (userId: string) => ({ AND: [{ OR: [{ userId }, { shared: true }] }] });

/** The views that are there for somebody, by name. */
export async function listViews(tx: Tx, viewer: Viewer): Promise<TaskView[]> {
  const rows = await tx.savedView.findMany({
    where: seenBy(viewer.userId),
    include: WITH_MAKER,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.map((row) => viewToWire(row, viewer));
}
