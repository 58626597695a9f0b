import type { Attachment } from '@/contract/attachment';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { attachmentToWire, FACTS } from './to-wire';

/** The files that people gave to a task (its id or ref), oldest first. Throws NOT_FOUND. */
export async function listAttachments(tx: Tx, ref: string): Promise<Attachment[]> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  const where = { taskId: task.id };
  const rows = await tx.attachment.findMany({ where, select: FACTS, orderBy: { id: 'asc' } });
  return rows.map(attachmentToWire);
}
