import type { resetPassword as endpoint } from '@/contract/account';
import type { BodyOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { signInTables } from '@/lib/db';
import { newId, toWireId } from '@/lib/ids';
import { hashPassword } from '@/lib/passwords';
import { inEngine } from '@/lib/pool';
import { useLink } from './account-links';
import { forgetSessions } from './find-session';
import { memberships } from './memberships';

/** Sets a new password by a link, which is used up by it, and ends every session of the account. Throws NOT_FOUND where the link is not good. */
export async function resetPassword({ token, password }: BodyOf<typeof endpoint>): Promise<void> {
  const kept = await hashPassword(password);
  const { userId, purpose } = await signInTables().$transaction(async (tx) => {
    const owner = await useLink(tx, ['reset', 'reset_by_mail'], token);
    const account = { providerId: 'credential', accountId: owner.userId };
    await tx.account.upsert({
      where: { providerId_accountId: account },
      create: { ...account, id: newId(), userId: owner.userId, password: kept },
      update: { password: kept },
    });
    // Whoever has the mail has the address; a link that a person handed over proves nothing of it.
    if (owner.purpose === 'reset_by_mail')
      await tx.user.update({ where: { id: owner.userId }, data: { emailVerified: true } });
    await tx.accountLink.deleteMany({ where: { userId: owner.userId, purpose: { not: 'verify' } } });
    await tx.session.deleteMany({ where: { userId: owner.userId } });
    return owner;
  });
  forgetSessions();
  const all = await memberships(userId);
  await inEngine(async (runs) => {
    for (const { workspaceId } of all)
      appendEvent(runs, {
        workspaceId,
        type: 'member.password_reset',
        actor: `person:${userId}`,
        payload: { memberId: toWireId('user', userId), byMail: purpose === 'reset_by_mail' },
      });
  });
}
