import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';

/**
 * Ends the links by which a person (a database uuid) would still let in whom their role lets them invite no more; null:
 * they are no member any more. Else who was sent away would come back by one of their own, as whatever it says.
 */
export async function endInvitations(tx: Tx, runs: Runs, userId: string, role: Role | null): Promise<void> {
  if (role === 'owner') return;
  const stay = role !== null && mayDo(role, 'member:manage');
  await tx.invitation.updateMany({
    where: { invitedBy: userId, usedAt: null, ...(stay && { role: 'owner' }) },
    data: { expiresAt: await databaseNow(runs) },
  });
}
