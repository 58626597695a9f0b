import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** A file that was given to a task, with its bytes. Throws NOT_FOUND. */
export async function readAttachment(
  tx: Tx,
  wireId: string,
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
  const row = await tx.attachment.findFirst({
    where: { id: fromWireId('att', wireId) },
    select: { bytes: true, name: true, mediaType: true },
  });
  if (!row) throw notFound('attachment', wireId);
  return { bytes: row.bytes, fileName: row.name, mediaType: row.mediaType };
}
