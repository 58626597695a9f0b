import { readAccess } from '@/lib/access-jwt';
import { signInTables } from '@/lib/db';
import { remembering, type SignedIn } from './find-session';
import { mustVerify } from './must-verify';
import { standingOf } from './standing-of';

/** Who a short-lived access token is of, or null: as long as its session lives. Remembered for less than a second. */
export async function findAccess(token: string): Promise<SignedIn | null> {
  const sessionId = await readAccess(token);
  return sessionId === null ? null : remembering(`session ${sessionId}`, () => bySessionId(sessionId));
}

/** Who a session (a database uuid) is of, or null where it has ended. */
export async function bySessionId(id: string): Promise<SignedIn | null> {
  const session = await signInTables().session.findUnique({ where: { id }, include: { user: true } });
  if (!session || session.expiresAt <= new Date()) return null;
  const { id: userId, name, email, emailVerified } = session.user;
  const verified = emailVerified || !mustVerify();
  const standing = await standingOf(userId);
  return standing && { sessionId: id, userId, name, email, verified, ...standing };
}
