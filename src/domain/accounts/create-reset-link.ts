import type { ReturnsOf } from '@/contract/endpoint';
import type { createResetLink as endpoint } from '@/contract/member';
import { appendEvent } from '@/domain/events/append-event';
import { asWorkspace, signInTables } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { makeLink } from './account-links';
import type { Changer } from './change-member';
import { memberships } from './memberships';

/**
 * Makes a link by which a member (wire id) sets a new password. Who has it has the account, in every workspace: so it is
 * made by nobody who could not send the member away from each of them, and for who looks after the installation by another
 * who does. `origin` is how the person reaches this server. Throws NOT_FOUND, and FORBIDDEN where that is so.
 */
export async function createResetLink(
  by: Changer & { origin: string; administrator: boolean },
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const userId = fromWireId('user', wireId);
  const user = await asWorkspace(by.workspaceId, (tx) =>
    tx.user.findFirst({ where: { id: userId, members: { some: { workspaceId: by.workspaceId } } } }),
  );
  if (!user) throw notFound('member', wireId);
  if (userId === by.userId)
    throw new AppError(
      'FORBIDDEN',
      'Change your own password in your account: that asks for the current one.',
    );
  const { administrator } = await signInTables().user.findUniqueOrThrow({ where: { id: userId } });
  if (administrator && !by.administrator)
    throw new AppError(
      'FORBIDDEN',
      `${user.name} is an administrator of the installation, and the link would open that too. Another administrator can make one, and whoever has their mailbox can ask for one at the sign-in.`,
    );
  const own = await memberships(by.userId);
  for (const theirs of await memberships(userId)) {
    const role = own.find(({ workspaceId }) => workspaceId === theirs.workspaceId)?.role;
    if (theirs.workspaceId === by.workspaceId && theirs.role === 'owner' && role !== 'owner')
      throw new AppError('FORBIDDEN', 'Only an owner makes a link for an owner.');
    if (role !== 'owner' && (role !== 'admin' || theirs.role === 'owner'))
      throw new AppError(
        'FORBIDDEN',
        `${user.name} is in a workspace that you do not manage, and the link would open that one too. Whoever has their mailbox can ask for a link at the sign-in.`,
      );
  }
  const { token, expiresAt } = await makeLink('reset', { userId, email: user.email });
  await asWorkspace(by.workspaceId, async (_, runs) => {
    appendEvent(runs, {
      workspaceId: by.workspaceId,
      type: 'member.reset_link',
      actor: `person:${by.userId}`,
      payload: { memberId: wireId, name: user.name },
    });
  });
  return { link: `${by.origin}/reset#${token}`, expiresAt: expiresAt.toISOString() };
}
