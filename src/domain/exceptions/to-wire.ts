import type { Exception } from '@/contract/exception';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { exceptionRef, taskRef } from '@/lib/refs';

/** What an exception's wire object needs besides its own row. */
export const WITH_TASK = {
  task: { select: { number: true, title: true } },
} satisfies Prisma.ExceptionInclude;

export type ExceptionRow = Prisma.ExceptionGetPayload<{ include: typeof WITH_TASK }>;

/** An exception as it stands on the wire. */
export const exceptionToWire = (row: ExceptionRow): Exception => ({
  id: toWireId('exc', row.id),
  ref: exceptionRef(row.number),
  taskId: toWireId('task', row.taskId),
  taskRef: taskRef(row.task.number),
  taskTitle: row.task.title,
  agentId: row.agentId ? toWireId('agent', row.agentId) : null,
  type: row.type,
  severity: row.severity,
  status: row.status,
  title: row.title,
  body: row.body,
  options: row.options as Exception['options'],
  resolution: row.resolution as Exception['resolution'],
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
});
