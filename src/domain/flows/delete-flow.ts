import type { ReturnsOf } from '@/contract/endpoint';
import type { deleteFlow as endpoint } from '@/contract/flow-calls';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { flowRef } from '@/lib/refs';
import { findFlow } from './find-flow';

/** Deletes a flow with its versions. Throws NOT_FOUND. */
export async function deleteFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  ref: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const flow = await findFlow(tx, ref);
  await tx.flow.deleteMany({ where: { id: flow.id } });
  appendEvent(runs, {
    workspaceId,
    type: 'flow.deleted',
    actor: `person:${userId}`,
    projectId: flow.projectId,
    payload: { flow: flowRef(flow.number), name: flow.name, version: flow.version },
  });
  return { id: toWireId('flow', flow.id), deleted: true };
}
