import type { Member } from '@/contract/member';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** A member as the others see them; `me` is the database uuid of who looks. */
export const memberToWire = (
  row: Prisma.MemberGetPayload<{ include: { user: true } }>,
  me: string,
): Member => ({
  id: toWireId('user', row.userId),
  name: row.user.name,
  email: row.user.email,
  role: row.role,
  joinedAt: row.createdAt.toISOString(),
  you: row.userId === me,
});

/** Who is in the workspace, the first one joined first. */
export async function listMembers(tx: Tx, me: string): Promise<Member[]> {
  const rows = await tx.member.findMany({
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    include: { user: true },
  });
  return rows.map((row) => memberToWire(row, me));
}
