import type { Remark } from '@/contract/remark';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** Remarks as they stand on the wire, for the person (a database uuid) who reads them. */
export async function remarksToWire(
  tx: Tx,
  userId: string,
  rows: Prisma.RemarkGetPayload<{ include: typeof WITH_AUTHOR }>[],
): Promise<Remark[]> {
  const named = [...new Set(rows.flatMap(({ mentions }) => mentions))];
  const members =
    named.length > 0
      ? await tx.member.findMany({
          where: { userId: { in: named } },
          select: { userId: true, user: { select: { name: true } } },
        })
      : [];
  const names = new Map(members.map((one) => [one.userId, one.user.name]));
  const who = (id: string, name: string) => ({ id: toWireId('user', id), name });
  return rows.map((row) => ({
    id: toWireId('remark', row.id),
    taskId: toWireId('task', row.taskId),
    author: row.author && who(row.author.id, row.author.name),
    yours: row.authorId === userId,
    text: row.text,
    mentions: row.mentions.flatMap((id) => (names.has(id) ? [who(id, names.get(id)!)] : [])),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
  }));
}

export const WITH_AUTHOR = { author: { select: { id: true, name: true } } } satisfies Prisma.RemarkInclude;
