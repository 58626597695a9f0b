import { appendEvent } from '@/domain/events/append-event';
import { AppError } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { COUNT_OWNED, CREATE_WORKSPACE, LOCK_OWNED } from './create-workspace.sql';

/** Quotas are those of one workspace: whoever could make any number of them had none. */
const MOST_OWNED = 20;

/**
 * Makes a workspace whose first owner is this person (a database uuid); answers its database uuid. Throws QUOTA_REACHED where
 * they own as many as anybody may.
 */
export async function createWorkspace(
  name: string,
  owner: { userId: string; name: string },
): Promise<string> {
  const { userId } = owner;
  const id = newId();
  await inEngine(async (runs) => {
    await runs.query(LOCK_OWNED, [userId]);
    const [{ n }] = (await runs.query(COUNT_OWNED, [userId])) as [{ n: number }];
    if (n >= MOST_OWNED)
      throw new AppError(
        'QUOTA_REACHED',
        `You own ${n} workspaces, and nobody makes more than ${MOST_OWNED}. Delete one that is not used any more, or hand it over.`,
      );
    await runs.query(CREATE_WORKSPACE, [id, name, `ws-${id.replaceAll('-', '').slice(-12)}`, userId]);
    appendEvent(runs, {
      workspaceId: id,
      type: 'member.joined',
      actor: `person:${userId}`,
      payload: { name: owner.name, role: 'owner' },
    });
  });
  return id;
}
