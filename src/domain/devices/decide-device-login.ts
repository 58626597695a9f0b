import { mayDo, whoMay } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { databaseNow } from '@/lib/clock';
import { signInTables } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { engine } from '@/lib/pool';
import { type Claimant, claimantOf } from './claim-device-login';
import { needsOf } from './needs-of';
import { codeHash } from './start-device-login';

/**
 * Lets a machine in or not, once, by the session that opened its code. Throws NOT_FOUND for every other, FORBIDDEN for
 * what the person's role does not have.
 */
export async function decideDeviceLogin(
  caller: Claimant & { role: Role },
  { code, approve }: { code: string; approve: boolean },
): Promise<{ approved: boolean }> {
  const tables = signInTables();
  const mine = {
    codeHash: codeHash(code),
    claimedBy: claimantOf(caller),
    workspaceId: caller.workspaceId,
    approved: null,
    expiresAt: { gt: await databaseNow(engine) },
  };
  const asked = await tables.deviceLogin.findFirst({ where: mine });
  if (asked && approve) {
    const beyond = needsOf(asked).find((action) => !mayDo(caller.role, action));
    if (beyond)
      throw new AppError(
        'FORBIDDEN',
        `${beyond} is for ${whoMay(beyond)} alone, so you cannot let a machine have it.`,
      );
  }
  const { count } = await tables.deviceLogin.updateMany({ where: mine, data: { approved: approve } });
  if (count === 0)
    throw new AppError(
      'NOT_FOUND',
      'This machine does not wait for you any more: it was answered, is older than ten minutes, or was opened in another session.',
    );
  return { approved: approve };
}
