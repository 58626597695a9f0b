import { signInTables } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { ACCOUNT_TOKENS, ACCOUNT_WRITINGS } from './export-account.sql';
import { memberships } from './memberships';

/** What is known of a person (a database uuid) and what they wrote and did, as JSON to take away; no secret of theirs. */
export async function exportAccount(userId: string): Promise<Record<string, unknown>> {
  const [user, workspaces, tokens, [writings]] = await Promise.all([
    signInTables().user.findUniqueOrThrow({
      where: { id: userId },
      include: { accounts: true, sessions: true },
    }),
    memberships(userId),
    engine.query(ACCOUNT_TOKENS, [userId]),
    engine.query(ACCOUNT_WRITINGS, [userId, `person:${userId}`]),
  ]);
  return {
    exportedAt: new Date().toISOString(),
    account: {
      id: toWireId('user', user.id),
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      createdAt: user.createdAt,
    },
    signInBy: user.accounts.map(({ providerId, createdAt }) => ({ by: providerId, since: createdAt })),
    sessions: user.sessions.map(({ ipAddress, userAgent, createdAt, expiresAt }) => ({
      ipAddress,
      userAgent,
      createdAt,
      expiresAt,
    })),
    workspaces: workspaces.map(({ workspaceId, name, role }) => ({
      id: toWireId('ws', workspaceId),
      name,
      role,
    })),
    accessTokens: tokens,
    messages: writings?.messages ?? [],
    tasks: writings?.tasks ?? [],
    events: writings?.events ?? [],
  };
}
