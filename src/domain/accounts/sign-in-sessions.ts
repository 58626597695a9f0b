import type { ReturnsOf } from '@/contract/endpoint';
import type { revokeSignInSession as endpoint, SignInSession } from '@/contract/sign-in-session';
import { signInTables } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import { forgetSessions } from './find-session';

/** Where a person (a database uuid) is signed in, newest first; `current` is the session that asks. */
export async function listSignInSessions(userId: string, current: string | null): Promise<SignInSession[]> {
  const rows = await signInTables().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
  return rows.map((row) => ({
    id: toWireId('sess', row.id),
    current: row.id === current,
    ipAddress: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Ends a session (wire id) of this person. Throws NOT_FOUND. */
export async function revokeSignInSession(
  userId: string,
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const { count } = await signInTables().session.deleteMany({
    where: { id: fromWireId('sess', wireId), userId },
  });
  if (count === 0) throw notFound('session', wireId);
  forgetSessions();
  return { id: wireId, revoked: true };
}
