import type { Member } from '@/contract/member';
import { type Changer, changeMember } from '@/domain/accounts/change-member';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { forgetSessions } from '@/domain/accounts/find-session';
import { forgetTokens } from '@/domain/runners/find-token';
import { databaseNow } from '@/lib/clock';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { endRunner } from './revoke-runner';

/**
 * Sends a member (wire id) away, or lets them leave, and in the same transaction ends all that would act for them here: their
 * access tokens, invitations, browsers that are told, and the machines that they connected or are about to. Throws as
 * `changeMember`.
 */
export async function sendAway(by: Changer, wireId: string): Promise<Member> {
  const { workspaceId } = by;
  // As the server itself: a machine ends with all its work, also on what is private to others.
  const member = await asWorkspace({ workspaceId, userId: null }, async (tx, runs) => {
    const gone = await changeMember(tx, runs, by, wireId, null);
    const ownerId = fromWireId('user', wireId);
    await tx.pushSubscription.deleteMany({ where: { userId: ownerId } });
    await tx.enrollment.updateMany({
      where: { ownerId, usedAt: null },
      data: { expiresAt: await databaseNow(runs) },
    });
    const machines = await tx.runner.findMany({
      where: { ownerId, status: { not: 'REVOKED' } },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    for (const { id } of machines) await endRunner(runs, workspaceId, id, `person:${by.userId}`);
    return gone;
  });
  forgetSessions();
  forgetPersonalTokens();
  forgetTokens();
  return member;
}
