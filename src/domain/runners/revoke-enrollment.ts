import type { ReturnsOf } from '@/contract/endpoint';
import type { revokeEnrollment as endpoint } from '@/contract/enrollment';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Ends a one-time token (wire id) at once. Throws NOT_FOUND, or TOKEN_USED where a machine has used it already. */
export async function revokeEnrollment(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const id = fromWireId('enr', wireId);
  const { count } = await tx.enrollment.updateMany({
    where: { id, usedAt: null },
    data: { expiresAt: await databaseNow(runs) },
  });
  if (count === 0) {
    if ((await tx.enrollment.count({ where: { id } })) === 0) throw notFound('enrollment', wireId);
    throw new AppError(
      'TOKEN_USED',
      'A machine has used this token already. To send that machine away, revoke the runner.',
    );
  }
  appendEvent(runs, {
    workspaceId,
    type: 'enrollment.revoked',
    actor: `person:${userId}`,
    payload: { enrollmentId: wireId },
  });
  return { id: wireId, revoked: true };
}
