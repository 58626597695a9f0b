import type { FileLock } from '@/contract/lock';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { taskRef } from '@/lib/refs';

/** What a lock's wire object needs besides its own row: the task that holds it. */
export const WITH_HOLDER = {
  hold: { select: { task: { select: { number: true, title: true } }, project: { select: { name: true } } } },
} satisfies Prisma.FileLockInclude;

/** A file lock as it stands on the wire. */
export const lockToWire = (row: Prisma.FileLockGetPayload<{ include: typeof WITH_HOLDER }>): FileLock => ({
  id: toWireId('lock', row.id),
  projectId: toWireId('proj', row.projectId),
  projectName: row.hold.project.name,
  pattern: row.pattern,
  kind: row.kind,
  shared: row.shared,
  taskId: toWireId('task', row.taskId),
  taskRef: taskRef(row.hold.task.number),
  taskTitle: row.hold.task.title,
  createdAt: row.createdAt.toISOString(),
});
