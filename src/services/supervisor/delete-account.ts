import type { deleteAccount as endpoint } from '@/contract/account';
import type { BodyOf } from '@/contract/endpoint';
import { countTry } from '@/domain/accounts/count-try';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { forgetSessions } from '@/domain/accounts/find-session';
import { LOCK_MEMBERS, UNASSIGN } from '@/domain/accounts/members.sql';
import { appendEvent } from '@/domain/events/append-event';
import { forgetTokens } from '@/domain/runners/find-token';
import { closeWorkspace } from '@/domain/workspaces/close-workspace';
import { LOCAL_SLUG } from '@/domain/workspaces/local-workspace.sql';
import { asServer, type Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { isPassword } from '@/lib/passwords';
import type { Runs } from '@/lib/pool';
import { refuseNobody } from './change-person';
import { END_ENROLLMENTS_OF, END_INVITATIONS_OF, OWNERSHIPS_OF, RUNNERS_OF } from './delete-account.sql';
import { endRunner } from './revoke-runner';

const TRIES = 10;

interface Ownership {
  workspace_id: string;
  name: string;
  slug: string;
  role: string;
  others: number;
  owned: boolean;
  holds: boolean;
}

/**
 * Deletes the account of a person (a database uuid), and in the same transaction ends all that could act for them:
 * sessions, access tokens, links, invitations, memberships, and the machines that they connected. What they made in workspaces that
 * go on stays there. Throws FORBIDDEN where address or password are not theirs, CONFLICT where a workspace would be without an owner, or the
 * installation without an administrator.
 */
export async function deleteAccount(
  userId: string,
  { email, password }: BodyOf<typeof endpoint>,
): Promise<void> {
  await countTry(`delete:${userId}`, TRIES);
  await asServer(async (tx, runs, become) => {
    const name = await refuseOthers(tx, userId, email, password);
    await become('ao_engine');
    const ownerships = await refuseAbandoning(runs, userId);
    const runners = await runs.query<{ workspace_id: string; id: string }>(RUNNERS_OF, [userId]);
    // Before who made them is forgotten.
    await runs.query(END_INVITATIONS_OF, [userId]);
    await become('none');
    // Sessions, sign-ins, access tokens, links and memberships go with it.
    await tx.user.delete({ where: { id: userId } });
    await refuseNobody(tx);
    await become('ao_engine');
    const actor = `person:${userId}`;
    for (const { workspace_id, id } of runners) await endRunner(runs, workspace_id, id, actor);
    await runs.query(END_ENROLLMENTS_OF, [userId]);
    for (const { workspace_id: workspaceId, slug, others } of ownerships) {
      await runs.query(UNASSIGN, [workspaceId, userId]);
      if (others > 0)
        appendEvent(runs, {
          workspaceId,
          type: 'member.left',
          actor,
          payload: { memberId: toWireId('user', userId), name, accountDeleted: true },
        });
      else if (slug !== LOCAL_SLUG) await closeWorkspace(runs, workspaceId, actor);
    }
  });
  forgetSessions();
  forgetPersonalTokens();
  forgetTokens();
}

async function refuseOthers(tx: Tx, userId: string, email: string, password: string | undefined) {
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { accounts: true } });
  const kept = user.accounts.find((one) => one.password !== null)?.password;
  if (user.email !== email || (kept && !(await isPassword(kept, password ?? ''))))
    throw new AppError('FORBIDDEN', 'The address or the password is not yours, so nothing was deleted.');
  if ((await tx.account.count({ where: { userId: { not: userId } }, take: 1 })) === 0)
    throw new AppError(
      'CONFLICT',
      'This is the only account here: without it, whoever comes next would own the installation. Invite another owner first, or remove the database.',
    );
  return user.name;
}

async function refuseAbandoning(runs: Runs, userId: string): Promise<Ownership[]> {
  for (const { workspace_id } of await runs.query<Ownership>(OWNERSHIPS_OF, [userId]))
    await runs.query(LOCK_MEMBERS, [workspace_id]);
  const ownerships = await runs.query<Ownership>(OWNERSHIPS_OF, [userId]);
  for (const { name, role, others, owned, holds } of ownerships) {
    if (role === 'owner' && others > 0 && !owned)
      throw new AppError(
        'CONFLICT',
        `You are the only owner of ${name}, which has other members. Make one of them an owner, or send them away; then delete your account.`,
      );
    if (others === 0 && holds)
      throw new AppError(
        'CONFLICT',
        `Nobody else is in ${name}, and it has projects. Delete them, or make another member its owner; then delete your account.`,
      );
  }
  return ownerships;
}
