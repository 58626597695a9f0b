import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listLockWaits as endpoint, LockWait } from '@/contract/lock';
import type { TaskStatus } from '@/contract/task';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { conflicts } from '@/domain/locks/lock-state';
import { locksNear } from '@/domain/locks/locks-near';
import { NearLocks } from '@/domain/locks/near-locks';
import type { Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { taskRef } from '@/lib/refs';

/** Tasks that wait for file locks, oldest first, each with a holder of every path that it cannot have. */
export async function listLockWaits(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<LockWait>> {
  const projectId = query.projectId && fromWireId('proj', query.projectId);
  const where = { projectId, status: 'BLOCKED', reason: { startsWith: 'lock:' } } as const;
  const rows = await tx.task.findMany({
    where: { ...where, id: { gt: idCursor(query.cursor) } },
    include: { project: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const wanted = new Map(
    rows.map(({ id, projectId, filesHint, reason }) => [
      id,
      [...new Set([...filesHint, reason!.slice('lock:'.length)])].map((path) => ({
        ...canonicalPattern(path),
        projectId,
        taskId: id,
      })),
    ]),
  );
  const reads = await readAsEngine(runs, workspaceId);
  const near = await locksNear(reads, workspaceId, [...wanted.values()].flat());
  const statuses = await statusesOf(tx, [...new Set(near.map(({ taskId }) => taskId))]);
  const held = NearLocks.of(near);
  const toWait = (row: (typeof rows)[number]): LockWait => ({
    taskId: toWireId('task', row.id),
    taskRef: taskRef(row.number),
    taskTitle: row.title,
    projectId: toWireId('proj', row.projectId),
    projectName: row.project.name,
    queuedAt: row.queuedAt?.toISOString() ?? null,
    waitsFor: conflicts(held, wanted.get(row.id)!).map((one) => ({
      ...one,
      status: statuses.get(one.taskRef)!,
    })),
  });
  const total = await tx.task.count({ where, take: COUNT_MOST });
  return pageOf(query, total, rows, toWait, ({ id }) => id);
}

async function statusesOf(tx: Tx, ids: string[]): Promise<Map<string, TaskStatus>> {
  const rows = await tx.task.findMany({
    where: { id: { in: ids } },
    select: { number: true, status: true },
  });
  return new Map(rows.map(({ number, status }) => [taskRef(number), status]));
}
