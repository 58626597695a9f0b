import { ACCESS_LIFE_S, signAccess } from '@/lib/access-jwt';
import { signInTables } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { isWhole, newCredential, sha256 } from '@/lib/hash';
import { newId } from '@/lib/ids';
import { forgetSessions } from './find-session';

const DAY_MS = 86_400_000;
/** A session that nobody refreshes ends after this, and every one after the longest. */
const IDLE_MS = 7 * DAY_MS;
const LONGEST_MS = 30 * DAY_MS;

/** What a script is given: `expiresIn` is that of the access token, in seconds. */
export interface Access {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

/** The first access and refresh token of a session (a database uuid). Only the hash of the latter is kept. */
export async function issueAccess(sessionId: string): Promise<Access> {
  const { token, hash } = newCredential('ao_ref_');
  await signInTables().refreshToken.create({ data: { id: newId(), sessionId, hash } });
  return { accessToken: await signAccess(sessionId), refreshToken: token, expiresIn: ACCESS_LIFE_S };
}

/**
 * Exchanges a refresh token for a new pair, once. One that comes twice was copied: the session ends, and all that came of
 * it. Throws UNAUTHORIZED.
 */
export async function refreshAccess(given: string): Promise<Access> {
  const tables = signInTables();
  const found = isWhole(given)
    ? await tables.refreshToken.findUnique({ where: { hash: sha256(given) }, include: { session: true } })
    : null;
  const now = new Date();
  if (!found || found.session.expiresAt <= now) throw refused('is not known, or its session has ended');
  const { session } = found;
  const used = await tables.refreshToken.updateMany({
    where: { id: found.id, usedAt: null },
    data: { usedAt: now },
  });
  if (used.count === 0) {
    await tables.session.deleteMany({ where: { id: session.id } });
    forgetSessions();
    throw refused('was used before, so its session was ended: somebody may have copied it');
  }
  const until = Math.min(now.getTime() + IDLE_MS, session.createdAt.getTime() + LONGEST_MS);
  await tables.session.updateMany({ where: { id: session.id }, data: { expiresAt: new Date(until) } });
  return issueAccess(session.id);
}

const refused = (why: string) => new AppError('UNAUTHORIZED', `This refresh token ${why}. Sign in again.`);
