import type { ReturnsOf } from '@/contract/endpoint';
import type { revokeInvitation as endpoint } from '@/contract/member';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Ends an invitation (wire id) that was not used. Throws NOT_FOUND. */
export async function revokeInvitation(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const { count } = await tx.invitation.updateMany({
    where: { id: fromWireId('inv', wireId), usedAt: null },
    data: { expiresAt: await databaseNow(runs) },
  });
  if (count === 0) throw notFound('invitation', wireId);
  appendEvent(runs, {
    workspaceId,
    type: 'invitation.revoked',
    actor: `person:${userId}`,
    payload: { invitationId: wireId },
  });
  return { id: wireId, revoked: true };
}
