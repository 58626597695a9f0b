import type { claimOwnership as endpoint } from '@/contract/account';
import type { BodyOf } from '@/contract/endpoint';
import { noteAccounts } from '@/domain/accounts/accounts-on';
import { appendEvent } from '@/domain/events/append-event';
import { localWorkspace } from '@/domain/workspaces/local-workspace';
import { asServer, type signInTables } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { isWhole, sameSecret, sha256 } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { hashPassword } from '@/lib/passwords';
import { BE_ALONE } from './claim-ownership.sql';

/**
 * Gives the single user of this installation an account, and with it everything that was done so far. `near` is who
 * sits at the machine of a server that only listens there; anybody else needs the token that the start has printed.
 * Throws CONFLICT where there is an owner, FORBIDDEN for a token that is not the one.
 */
export async function claimOwnership(
  { token, name, email, password }: BodyOf<typeof endpoint>,
  near: boolean,
): Promise<void> {
  const { userId, workspaceId } = await localWorkspace();
  const kept = await hashPassword(password);
  await asServer(async (tx, runs) => {
    const [alone] = await tx.$queryRawUnsafe<{ yes: boolean }[]>(BE_ALONE.text);
    if (!alone?.yes || (await tx.account.count({ take: 1 })) > 0)
      throw new AppError(
        'CONFLICT',
        'This installation has its owner. Sign in, or ask an owner for an invitation.',
      );
    if (!near && !isSet(token) && !(await isPrinted(tx.bootstrap, token)))
      throw new AppError(
        'FORBIDDEN',
        'This is not the token that the server printed when it last started, nor OWNER_TOKEN. Look there, or start it again for a new one.',
      );
    await tx.user.update({ where: { id: userId }, data: { name, email, emailVerified: true } });
    await tx.account.create({
      data: { id: newId(), userId, accountId: userId, providerId: 'credential', password: kept },
    });
    appendEvent(runs, {
      workspaceId,
      type: 'member.joined',
      actor: `person:${userId}`,
      payload: { name, role: 'owner' },
    });
  });
  noteAccounts();
}

/** Where nobody sees what a start prints, as on serverless hosting. */
function isSet(token: string | undefined): boolean {
  const { OWNER_TOKEN } = env();
  return OWNER_TOKEN !== undefined && token !== undefined && sameSecret(token, OWNER_TOKEN);
}

/** Uses the printed token up, where it is the one. */
async function isPrinted(
  bootstrap: ReturnType<typeof signInTables>['bootstrap'],
  token: string | undefined,
): Promise<boolean> {
  if (token === undefined || !isWhole(token)) return false;
  const { count } = await bootstrap.updateMany({
    where: { hash: sha256(token), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
