import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';

/**
 * The database uuid of the task whose events are asked for, null where all are: an id outlives its task.
 * Throws NOT_FOUND for an unknown ref.
 */
export async function findTaskId(tx: Tx, ref: string | undefined): Promise<string | null> {
  if (ref === undefined) return null;
  const by = byRef('task', ref);
  if ('id' in by) return by.id;
  const task = await tx.task.findFirst({ where: by, select: { id: true } });
  if (!task) throw notFound('task', ref);
  return task.id;
}
