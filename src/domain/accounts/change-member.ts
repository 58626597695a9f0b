import { mayDo } from '@/contract/may-do';
import type { Member } from '@/contract/member';
import type { Role } from '@/contract/policy';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { endInvitations } from './end-invitations';
import { memberToWire } from './list-members';
import { LOCK_MEMBERS, UNASSIGN } from './members.sql';

/** Who changes something, as database uuids. */
export interface Changer {
  workspaceId: string;
  userId: string;
  role: Role;
}

/**
 * Gives a member (wire id) another role, or with null sends them away, their access tokens for this workspace too; what
 * was theirs to do is nobody’s, and links by which they invited whom they could invite no more end.
 * Throws NOT_FOUND, FORBIDDEN where an owner is changed or made by somebody else than an owner, CONFLICT where the last
 * owner would be gone.
 */
export async function changeMember(
  tx: Tx,
  runs: Runs,
  by: Changer,
  wireId: string,
  role: Role | null,
): Promise<Member> {
  const userId = fromWireId('user', wireId);
  // Two owners who send each other away at once: one of them stays.
  await runs.query(LOCK_MEMBERS, [by.workspaceId]);
  const keyOf = (one: string) => ({ workspaceId_userId: { workspaceId: by.workspaceId, userId: one } });
  const key = keyOf(userId);
  const found = await tx.member.findUnique({ where: key, include: { user: true } });
  if (!found) throw notFound('member', wireId);
  const own = userId === by.userId;
  // What they may do when it is their turn: somebody else may have changed just that.
  const mine = (await tx.member.findUnique({ where: keyOf(by.userId), select: { role: true } }))?.role;
  if (!mine || !(own || mayDo(mine, 'member:manage')))
    throw new AppError('FORBIDDEN', 'You have another role now, and change nobody’s any more.');
  if (mine !== 'owner' && (role === 'owner' || (found.role === 'owner' && !own)))
    throw new AppError('FORBIDDEN', 'Only an owner makes owners, changes them, or sends them away.');
  if (
    found.role === 'owner' &&
    role !== 'owner' &&
    (await tx.member.count({ where: { role: 'owner' } })) === 1
  )
    throw new AppError('CONFLICT', 'A workspace has an owner: make another member one first.');
  await endInvitations(tx, runs, userId, role);
  const payload = { memberId: wireId, name: found.user.name };
  const actor = `person:${by.userId}`;
  if (role === null) {
    await tx.personalToken.deleteMany({ where: { userId } });
    await tx.project.updateMany({ where: { ownerId: userId }, data: { ownerId: null } });
    await runs.query(UNASSIGN, [by.workspaceId, userId]);
    await tx.member.delete({ where: key });
    appendEvent(runs, {
      workspaceId: by.workspaceId,
      type: own ? 'member.left' : 'member.removed',
      actor,
      payload,
    });
    return memberToWire(found, by.userId);
  }
  const row = await tx.member.update({ where: key, data: { role }, include: { user: true } });
  appendEvent(runs, {
    workspaceId: by.workspaceId,
    type: 'member.changed',
    actor,
    payload: { ...payload, role },
  });
  return memberToWire(row, by.userId);
}
