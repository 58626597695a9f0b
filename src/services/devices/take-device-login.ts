import type { takeDeviceLogin as endpoint } from '@/contract/device';
import type { ReturnsOf } from '@/contract/endpoint';
import { mayDo } from '@/contract/may-do';
import { Scope } from '@/contract/policy';
import { askAgain } from '@/domain/accounts/ask-again';
import { createPersonalToken } from '@/domain/accounts/create-personal-token';
import { needsOf } from '@/domain/devices/needs-of';
import { createEnrollment } from '@/domain/runners/create-enrollment';
import { databaseNow } from '@/lib/clock';
import { asWorkspace, signInTables } from '@/lib/db';
import { sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';

type Answer = ReturnsOf<typeof endpoint>;

/** A request may be this much early, in milliseconds: clocks and networks are not exact. */
const SLACK_MS = 500;
const TOKEN_DAYS = 90;

/**
 * What a person has answered to the machine with this code. Who was let in gets the credential once; it is made only
 * now, so that none waits in the database, and only where that person, by the session in which they said so, might still
 * say it. Who asks too often is told to, and has to wait longer.
 */
export async function takeDeviceLogin(deviceCode: string, origin: string): Promise<Answer> {
  const tables = signInTables();
  const now = await databaseNow(engine);
  const asked = await tables.deviceLogin.findUnique({ where: { deviceHash: sha256(deviceCode) } });
  if (!asked || asked.usedAt || asked.expiresAt <= now)
    return { state: 'expired', intervalSeconds: 5, credential: null };
  const { id, polledAt } = asked;
  const early = polledAt !== null && now.getTime() - polledAt.getTime() < asked.intervalS * 1000 - SLACK_MS;
  const { intervalS: intervalSeconds } = await tables.deviceLogin.update({
    where: { id },
    data: { polledAt: now, ...(early ? { intervalS: { increment: 5 } } : {}) },
  });
  const say = (state: Answer['state'], credential: string | null = null) => ({
    state,
    intervalSeconds,
    credential,
  });
  if (early) return say('slow_down');
  if (asked.approved === null) return say('pending');
  if (!asked.approved || !asked.userId || !asked.workspaceId) return say('refused');
  const owner = { userId: asked.userId, workspaceId: asked.workspaceId };
  const standing = await askAgain({ ...owner, sessionId: sessionOf(asked), tokenId: null });
  if (!standing || needsOf(asked).some((action) => !mayDo(standing.role, action))) return say('refused');
  const { role } = standing;
  // Of two that ask at once, one gets it.
  const { count } = await tables.deviceLogin.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) return say('expired');
  const token = await asWorkspace(owner.workspaceId, async (tx, runs) => {
    const name = `${asked.machine} (login)`.slice(-100);
    const scopes = Scope.array().parse(asked.scopes);
    const { token } =
      asked.wants === 'runner'
        ? await createEnrollment(tx, runs, { ...owner, origin }, { name: asked.machine, labels: [] })
        : await createPersonalToken(
            tx,
            runs,
            { ...owner, role },
            { kind: 'personal', name, scopes, projectIds: [], expiresInDays: TOKEN_DAYS },
          );
    return token;
  });
  return say('approved', token);
}

/** The session that opened the code; null for the single user of this machine, who has none. */
const sessionOf = ({ claimedBy, userId }: { claimedBy: string | null; userId: string | null }) =>
  claimedBy === userId ? null : claimedBy;
