import type { AttachedFile, Attachment } from '@/contract/attachment';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** All but the bytes themselves. */
export const FACTS = {
  id: true,
  taskId: true,
  name: true,
  mediaType: true,
  size: true,
  sha256: true,
  createdAt: true,
  author: { select: { id: true, name: true } },
} satisfies Prisma.AttachmentSelect;

type Row = Prisma.AttachmentGetPayload<{ select: typeof FACTS }>;

/** An attachment as it stands on the wire. */
export const attachmentToWire = (row: Row): Attachment => ({
  ...fileToWire(row),
  taskId: toWireId('task', row.taskId),
  author: row.author && { id: toWireId('user', row.author.id), name: row.author.name },
  createdAt: row.createdAt.toISOString(),
});

/** What an agent is told of one. */
export const fileToWire = (
  row: Pick<Row, 'id' | 'name' | 'mediaType' | 'size' | 'sha256'>,
): AttachedFile => ({
  id: toWireId('att', row.id),
  name: row.name,
  mediaType: row.mediaType,
  size: row.size,
  sha256: Buffer.from(row.sha256).toString('hex'),
});
