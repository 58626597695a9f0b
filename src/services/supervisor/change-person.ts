import type { EventType } from '@/contract/event';
import { forgetPersonalTokens } from '@/domain/accounts/find-personal-token';
import { forgetSessions } from '@/domain/accounts/find-session';
import { END_TOKENS_OF, LOCK_ADMINISTRATORS, TELL_WHERE } from '@/domain/accounts/people.sql';
import { appendEvent } from '@/domain/events/append-event';
import { forgetTokens } from '@/domain/runners/find-token';
import { LOCAL_SLUG } from '@/domain/workspaces/local-workspace.sql';
import { asServer, type Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { END_ENROLLMENTS_OF, END_INVITATIONS_OF, RUNNERS_OF } from './delete-account.sql';
import { endRunner } from './revoke-runner';

interface Change {
  disabled?: boolean;
  administrator?: boolean;
}

/**
 * Changes what an account is in the installation, by an administrator (database uuids). Disabling ends, in the same
 * transaction, all that acts for it: sessions and what renews them, access tokens, links, invitations, machines it connected or is
 * about to. Throws NOT_FOUND, CONFLICT where nobody would look after the installation or one shuts oneself out.
 */
export async function changePerson(
  id: string,
  by: string,
  { disabled, administrator }: Change,
): Promise<void> {
  if (id === by && disabled)
    throw new AppError('CONFLICT', 'You would shut yourself out. Have another administrator do it.');
  await asServer(async (tx, runs, become) => {
    await runs.query(LOCK_ADMINISTRATORS);
    const before = await tx.user.findUnique({ where: { id } });
    if (!before) throw notFound('account', toWireId('user', id));
    const isDisabled = before.disabledAt !== null;
    const told: EventType[] = [];
    if (administrator !== undefined && administrator !== before.administrator)
      told.push(administrator ? 'person.made_administrator' : 'person.unmade_administrator');
    if (disabled !== undefined && disabled !== isDisabled)
      told.push(disabled ? 'person.disabled' : 'person.enabled');
    if (told.length === 0) return;
    await tx.user.update({
      where: { id },
      data: {
        administrator,
        ...(disabled !== undefined &&
          disabled !== isDisabled && { disabledAt: disabled ? new Date() : null }),
      },
    });
    await refuseNobody(tx);
    if (told.includes('person.disabled')) {
      await tx.session.deleteMany({ where: { userId: id } });
      await tx.accountLink.deleteMany({ where: { userId: id } });
      await tx.deviceLogin.deleteMany({ where: { userId: id } });
    }
    await become('ao_engine');
    if (told.includes('person.disabled')) await endMachines(runs, id, by);
    for (const workspace of await runs.query<{ id: string }>(TELL_WHERE, [id, LOCAL_SLUG]))
      for (const type of told)
        appendEvent(runs, {
          workspaceId: workspace.id,
          type,
          actor: `person:${by}`,
          payload: { memberId: toWireId('user', id), name: before.name },
        });
  });
  forgetSessions();
  forgetPersonalTokens();
  forgetTokens();
}

/** Throws CONFLICT where no administrator is left who can sign in; without accounts whoever sits at the machine is one. */
export async function refuseNobody(tx: Tx): Promise<void> {
  if ((await tx.account.count({ take: 1 })) === 0) return;
  const left = await tx.user.count({
    where: { administrator: true, disabledAt: null, accounts: { some: {} } },
    take: 1,
  });
  if (left === 0)
    throw new AppError(
      'CONFLICT',
      'Nobody would look after this installation any more. Make somebody else an administrator first.',
    );
}

async function endMachines(runs: Runs, id: string, by: string): Promise<void> {
  await runs.query(END_TOKENS_OF, [id]);
  await runs.query(END_ENROLLMENTS_OF, [id]);
  await runs.query(END_INVITATIONS_OF, [id]);
  for (const runner of await runs.query<{ workspace_id: string; id: string }>(RUNNERS_OF, [id]))
    await endRunner(runs, runner.workspace_id, runner.id, `person:${by}`);
}
