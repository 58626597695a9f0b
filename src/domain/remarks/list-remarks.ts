import type { Remark } from '@/contract/remark';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { remarksToWire, WITH_AUTHOR } from './to-wire';

const MOST = 500;

/** What people said of a task (its id or ref), oldest first. Throws NOT_FOUND. */
export async function listRemarks(tx: Tx, userId: string, ref: string): Promise<Remark[]> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  const rows = await tx.remark.findMany({
    where: { taskId: task.id },
    include: WITH_AUTHOR,
    orderBy: { id: 'desc' },
    take: MOST,
  });
  return remarksToWire(tx, userId, rows.reverse());
}
