import type { Exception } from '@/contract/exception';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { exceptionRef, taskRef } from '@/lib/refs';

/** What an exception's wire object needs besides its own row. */
export const WITH_TASK = {
  task: { select: { number: true, title: true } },
  original: { select: { number: true, status: true } },
} satisfies Prisma.ExceptionInclude;

export type ExceptionRow = Prisma.ExceptionGetPayload<{ include: typeof WITH_TASK }>;

type Status = Exception['status'];
const CLOSED: ReadonlySet<Status> = new Set(['resolved', 'dismissed']);

/** Whether the answer of another counts for an open one still: no more where that was closed by something else. */
export const isCopy = (status: Status, original: { status: Status }): boolean =>
  CLOSED.has(status) || !CLOSED.has(original.status);

/** An exception as it stands on the wire, with what is known beyond its own row. */
const exceptionToWire = (row: ExceptionRow, { alike, names }: Beside): Exception => ({
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
  subject: row.subject as Exception['subject'],
  flowStep:
    row.flowRunId && row.flowNodeId
      ? { runId: toWireId('run', row.flowRunId), id: toWireId('node', row.flowNodeId) }
      : null,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  fingerprint: row.fingerprint,
  occurrences: alike.get(row.fingerprint)?.count ?? 1,
  regressed: (alike.get(row.fingerprint)?.firstResolved ?? row.createdAt) < row.createdAt,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  assignee: row.assigneeId
    ? { id: toWireId('user', row.assigneeId), name: names.get(row.assigneeId) ?? 'Somebody who left' }
    : null,
  duplicateOf: row.original && isCopy(row.status, row.original) ? exceptionRef(row.original.number) : null,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
});

interface Beside {
  /** By fingerprint: how many there are, and when the first of them was resolved. */
  alike: Map<string, { count: number; firstResolved: Date | null }>;
  /** Of members, by their id. */
  names: Map<string, string>;
}

/** Exceptions as they stand on the wire, in their order. */
export async function exceptionsToWire(tx: Tx, rows: ExceptionRow[]): Promise<Exception[]> {
  if (rows.length === 0) return [];
  const fingerprints = [...new Set(rows.map(({ fingerprint }) => fingerprint))];
  const assigned = [...new Set(rows.flatMap(({ assigneeId }) => assigneeId ?? []))];
  const groups = await tx.exception.groupBy({
    by: ['fingerprint', 'status'],
    where: { fingerprint: { in: fingerprints } },
    _count: true,
    _min: { resolvedAt: true },
  });
  const alike: Beside['alike'] = new Map();
  for (const { fingerprint, status, _count, _min } of groups) {
    const { count, firstResolved } = alike.get(fingerprint) ?? { count: 0, firstResolved: null };
    const resolved = status === 'resolved' ? _min.resolvedAt : null;
    alike.set(fingerprint, { count: count + _count, firstResolved: firstResolved ?? resolved });
  }
  const people = assigned.length
    ? await tx.member.findMany({
        where: { userId: { in: assigned } },
        select: { userId: true, user: { select: { name: true } } },
      })
    : [];
  const names = new Map(people.map(({ userId, user }) => [userId, user.name]));
  return rows.map((row) => exceptionToWire(row, { alike, names }));
}
