import type { Message } from '@/contract/message';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';

type Row = Prisma.MessageGetPayload<object>;

/** A message as it stands on the wire. */
export const messageToWire = (row: Row): Message => ({
  id: toWireId('msg', row.id),
  taskId: toWireId('task', row.taskId),
  agentId: row.agentId && toWireId('agent', row.agentId),
  state: row.seenAt ? 'seen' : row.deliveredAt ? 'delivered' : 'sent',
  text: row.text,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  seenAt: row.seenAt?.toISOString() ?? null,
});
