import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Named } from './mentions-in';

/** The members of the workspace. Throws FORBIDDEN where the one who speaks (a database uuid) is none of them. */
export async function peopleToName(tx: Tx, speaker: string): Promise<Named[]> {
  const members = await tx.member.findMany({
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  if (!members.some(({ userId }) => userId === speaker))
    throw new AppError(
      'FORBIDDEN',
      'This access token acts for nobody, and what is said is said by somebody. Use a personal one.',
    );
  return members.map(({ userId, user }) => ({ id: userId, ...user }));
}
