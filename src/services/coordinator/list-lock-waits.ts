import type { HeldBy } from '@/contract/attempt';
import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listLockWaits as endpoint, LockWait } from '@/contract/lock';
import type { TaskStatus } from '@/contract/task';
import { findTurns } from '@/domain/locks/find-turns';
import { wantedBy } from '@/domain/locks/give-way';
import { pathOfReason, WAITS_FOR_LOCK } from '@/domain/locks/lock-reason';
import { conflicts, type LockWish } from '@/domain/locks/lock-state';
import { locksNear } from '@/domain/locks/locks-near';
import { NearLocks } from '@/domain/locks/near-locks';
import { wishOf } from '@/domain/locks/wish-of';
import { claimPlace } from '@/lib/claim-place';
import type { Hidden, Prisma, Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import { NUMBERED } from '@/lib/numbered-tasks';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';
import { COUNT_LOCK_WAITS, LIST_LOCK_WAITS } from './list-lock-waits.sql';

/** Tasks that wait for file locks, oldest first, each with a holder of every path that it cannot have. */
export async function listLockWaits(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
  hidden: Hidden,
): Promise<Page<LockWait>> {
  const of = [workspaceId, query.projectId ? fromWireId('proj', query.projectId) : null, hidden];
  const reads = await readAsEngine(runs, workspaceId);
  const found = await reads.query<{ id: string }>(LIST_LOCK_WAITS, [
    ...of,
    idCursor(query.cursor) ?? null,
    query.limit + 1,
    skipOf(query),
  ]);
  const [{ n }] = (await reads.query(COUNT_LOCK_WAITS, [...of, COUNT_MOST])) as [{ n: number }];
  const rows = await tx.task.findMany({
    where: {
      id: { in: found.map(({ id }) => id) },
      status: 'BLOCKED',
      reason: { startsWith: WAITS_FOR_LOCK },
    },
    include: { project: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const wanted = new Map(rows.map((row) => [row.id, wantedBy(waitingWish(row))]));
  const near = await locksNear(reads, workspaceId, [...wanted.values()].flat());
  const held = NearLocks.of(near);
  const waits = new Map(rows.map(({ id }) => [id, conflicts(held, wanted.get(id)!)]));
  // Whom no lock stands in the way of, or waits behind one that it has passed often enough.
  const inTurn = rows.filter(({ id }) => waits.get(id)!.length === 0);
  const turns = await findTurns(reads, workspaceId, inTurn.map(waitingWish));
  for (const [id, first] of turns) waits.set(id, [first]);
  const statuses = await statusesOf(tx, [...waits.values()].flat());
  const toWait = (row: (typeof rows)[number]): LockWait => ({
    taskId: toWireId('task', row.id),
    taskRef: taskRef(row.number),
    taskTitle: row.title,
    projectId: toWireId('proj', row.projectId),
    projectName: row.project.name,
    queuedAt: row.queuedAt?.toISOString() ?? null,
    waitsFor: waits.get(row.id)!.map((one) => ({ ...one, status: statuses.get(one.taskRef)! })),
  });
  return pageOf(query, n, rows, toWait, ({ id }) => id);
}

const waitingWish = ({
  id,
  projectId,
  reason,
  queuedAt,
  priority,
  ...hints
}: Prisma.TaskGetPayload<object>): LockWish => ({
  ...wishOf(hints, pathOfReason(reason)),
  taskId: id,
  projectId,
  place: claimPlace({ queuedAt, priority }),
});

async function statusesOf(tx: Tx, holders: HeldBy[]): Promise<Map<string, TaskStatus>> {
  const numbers = [...new Set(holders.map(({ taskRef }) => Number(taskRef.slice('TASK-'.length))))];
  const rows = await tx.task.findMany({
    where: { number: { in: numbers, ...NUMBERED.number } },
    select: { number: true, status: true },
  });
  return new Map(rows.map(({ number, status }) => [taskRef(number), status]));
}
