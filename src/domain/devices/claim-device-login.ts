import type { DeviceLogin } from '@/contract/device';
import { Scope } from '@/contract/policy';
import { databaseNow } from '@/lib/clock';
import { signInTables } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { engine } from '@/lib/pool';
import { codeHash } from './start-device-login';

const MOST_WRONG = 5;
const LOCK_MS = 15 * 60_000;

/** Who sits before the page; ids are database uuids. */
export interface Claimant {
  userId: string;
  workspaceId: string;
  /** null for the single user of this machine. */
  sessionId: string | null;
}
export const claimantOf = ({ sessionId, userId }: Claimant): string => sessionId ?? userId;

/**
 * What the machine asks for that shows a code; the first session to ask has it, and nobody else may. Throws NOT_FOUND
 * for a code that is not good or is another session's, RATE_LIMITED after five wrong ones.
 */
export async function claimDeviceLogin(caller: Claimant, code: string): Promise<DeviceLogin> {
  const tables = signInTables();
  const claimant = claimantOf(caller);
  const now = await databaseNow(engine);
  await refuseGuesser(claimant, now);
  const free = {
    codeHash: codeHash(code),
    expiresAt: { gt: now },
    approved: null,
    OR: [{ claimedBy: null }, { claimedBy: claimant }],
  };
  const { userId, workspaceId } = caller;
  const { count } = await tables.deviceLogin.updateMany({
    where: free,
    data: { claimedBy: claimant, userId, workspaceId },
  });
  const found = count === 1 ? await tables.deviceLogin.findFirst({ where: free }) : null;
  if (!found) {
    await noteWrong(claimant, now);
    throw new AppError(
      'NOT_FOUND',
      'No machine waits with this code: it was mistyped, is older than ten minutes, or was opened in another session. Start again on the machine.',
    );
  }
  await tables.deviceGuess.deleteMany({ where: { claimant } });
  return {
    wants: found.wants === 'runner' ? 'runner' : 'token',
    scopes: Scope.array().parse(found.scopes),
    machine: found.machine,
    system: found.system,
    address: found.address,
    expiresAt: found.expiresAt.toISOString(),
  };
}

async function refuseGuesser(claimant: string, now: Date): Promise<void> {
  const guess = await signInTables().deviceGuess.findUnique({ where: { claimant } });
  if (!guess?.lockedUntil || guess.lockedUntil <= now) return;
  const seconds = Math.ceil((guess.lockedUntil.getTime() - now.getTime()) / 1000);
  throw new AppError(
    'RATE_LIMITED',
    `Too many codes were wrong. Try again in ${Math.ceil(seconds / 60)} minutes.`,
    { details: { retryAfter: seconds } },
  );
}

async function noteWrong(claimant: string, now: Date): Promise<void> {
  const tables = signInTables();
  const { wrong } = await tables.deviceGuess.upsert({
    where: { claimant },
    create: { claimant, wrong: 1 },
    update: { wrong: { increment: 1 } },
  });
  if (wrong >= MOST_WRONG)
    await tables.deviceGuess.update({
      where: { claimant },
      data: { wrong: 0, lockedUntil: new Date(now.getTime() + LOCK_MS) },
    });
}
