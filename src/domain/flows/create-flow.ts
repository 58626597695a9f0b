import type { FlowDocument } from '@/contract/flow';
import type { FlowDetail } from '@/contract/flow-calls';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { newId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { flowRef } from '@/lib/refs';
import { findFlow, findVersion } from './find-flow';
import { NEXT_FLOW_NUMBER } from './next-flow-number.sql';
import { detailToWire } from './to-wire';
import { sumUp, writeVersion } from './write-version';

/** Writes a flow, its first version and its event. `projectId` is a database uuid. */
export async function createFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  made: { projectId: string; document: FlowDocument; note: string },
): Promise<FlowDetail> {
  const { projectId, document, note } = made;
  const id = newId();
  const [{ number }] = (await runs.query(NEXT_FLOW_NUMBER, [workspaceId])) as [{ number: number }];
  await tx.flow.create({
    data: {
      id,
      workspaceId,
      projectId,
      number,
      name: document.name,
      description: document.description ?? '',
      ...sumUp(document),
    },
  });
  await writeVersion(tx, { workspaceId, flowId: id, version: 1, userId, note }, document);
  appendEvent(runs, {
    workspaceId,
    type: 'flow.created',
    actor: `person:${userId}`,
    projectId,
    payload: { flow: flowRef(number), name: document.name, version: 1 },
  });
  const flow = await findFlow(tx, flowRef(number));
  return detailToWire(flow, await findVersion(tx, flow));
}
