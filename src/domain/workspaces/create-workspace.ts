import { appendEvent } from '@/domain/events/append-event';
import { newId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { CREATE_WORKSPACE } from './create-workspace.sql';

/** Makes a workspace whose first owner is this person (a database uuid); answers its database uuid. */
export async function createWorkspace(
  name: string,
  owner: { userId: string; name: string },
): Promise<string> {
  const { userId } = owner;
  const id = newId();
  await inEngine(async (runs) => {
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
