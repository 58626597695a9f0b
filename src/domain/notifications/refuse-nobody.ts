import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';

/** Throws FORBIDDEN where no member is meant (a database uuid): a CI's token acts for nobody who could be told anything. */
export async function refuseNobody(tx: Tx, userId: string): Promise<void> {
  const member = await tx.member.findFirst({ where: { userId }, select: { userId: true } });
  if (!member)
    throw new AppError(
      'FORBIDDEN',
      'This access token acts for nobody, so there is nobody to be told or to speak. Use a personal one.',
    );
}
