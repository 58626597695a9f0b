import { signInTables } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { useLink } from './account-links';
import { forgetSessions } from './find-session';

/**
 * Notes that a person's address is theirs. Only who is signed in with that account can: the owner of a mailbox must not
 * prove an account that somebody else made with their address. Throws NOT_FOUND where the link is not good for it.
 */
export async function verifyEmail(userId: string, token: string): Promise<void> {
  await signInTables().$transaction(async (tx) => {
    const owner = await useLink(tx, ['verify'], token);
    if (owner.userId !== userId)
      throw new AppError(
        'NOT_FOUND',
        'This link is for another account. Sign in with the address that it was sent to.',
      );
    await tx.user.update({ where: { id: userId }, data: { emailVerified: true } });
  });
  forgetSessions();
}
