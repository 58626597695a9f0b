import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** Deletes a template by its wire id. Throws NOT_FOUND. */
export async function deleteTemplate(tx: Tx, wireId: string): Promise<{ id: string; deleted: true }> {
  const { count } = await tx.taskTemplate.deleteMany({ where: { id: fromWireId('tmpl', wireId) } });
  if (count === 0) throw notFound('template', wireId);
  return { id: wireId, deleted: true };
}
