import { type TaskView, TaskViewShows } from '@/contract/task-view';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { mayChange, type Viewer } from './may-change';

/** A view as it stands on the wire for who reads it; what was kept before a part was there has its default. */
export const viewToWire = (
  row: Prisma.SavedViewGetPayload<{ include: typeof WITH_MAKER }>,
  viewer: Viewer,
): TaskView => ({
  id: toWireId('view', row.id),
  name: row.name,
  shared: row.shared,
  yours: row.userId === viewer.userId,
  mayChange: mayChange(row, viewer),
  by: row.user.name,
  shows: TaskViewShows.parse({
    ...(row.shows as object),
    project: row.projectId ? toWireId('proj', row.projectId) : '',
  }),
  createdAt: row.createdAt.toISOString(),
});

export const WITH_MAKER = { user: { select: { name: true } } } satisfies Prisma.SavedViewInclude;
