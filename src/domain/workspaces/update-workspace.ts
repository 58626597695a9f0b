import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** Gives the workspace of a person (database uuids) another name. */
export async function updateWorkspace(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { name }: { name: string },
): Promise<{ id: string; name: string }> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { name } });
  appendEvent(runs, {
    workspaceId,
    type: 'workspace.updated',
    actor: `person:${userId}`,
    payload: { name },
  });
  return { id: toWireId('ws', workspaceId), name };
}
