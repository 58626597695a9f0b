import type { Invitation } from '@/contract/member';
import { databaseNow } from '@/lib/clock';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

const MOST = 100;

/** An invitation as people see it. */
export const invitationToWire = (
  row: Prisma.InvitationGetPayload<{ include: { inviter: true } }>,
): Invitation => ({
  id: toWireId('inv', row.id),
  role: row.role,
  email: row.email,
  invitedBy: row.inviter?.name ?? null,
  expiresAt: row.expiresAt.toISOString(),
});

/** The invitations that are good still, newest first. */
export async function listInvitations(tx: Tx, runs: Runs): Promise<Invitation[]> {
  const rows = await tx.invitation.findMany({
    where: { usedAt: null, expiresAt: { gt: await databaseNow(runs) } },
    orderBy: { id: 'desc' },
    take: MOST,
    include: { inviter: true },
  });
  return rows.map(invitationToWire);
}
