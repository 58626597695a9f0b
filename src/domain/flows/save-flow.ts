import { canonicalJson } from '@/contract/canonical-json';
import type { FlowDocument } from '@/contract/flow';
import type { FlowDetail } from '@/contract/flow-calls';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { flowRef } from '@/lib/refs';
import { findFlow, findVersion } from './find-flow';
import { detailToWire } from './to-wire';
import { sumUp, writeVersion } from './write-version';

interface Saved {
  document: FlowDocument;
  /** The version that was changed; without one whatever is the newest. */
  version?: number;
  note?: string;
}

/**
 * Saves a document as the next version with its event; what is the same as the newest makes none. Throws NOT_FOUND, or
 * STALE_VERSION where somebody saved one meanwhile.
 */
export async function saveFlow(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  ref: string,
  { document, version, note }: Saved,
): Promise<FlowDetail> {
  const flow = await findFlow(tx, ref);
  const newest = await findVersion(tx, flow);
  if (version !== undefined && version !== flow.version) throw stale(flow.number, version, flow.version);
  if (canonicalJson(newest.document) === canonicalJson(document)) return detailToWire(flow, newest);
  const next = flow.version + 1;
  const { count } = await tx.flow.updateMany({
    where: { id: flow.id, version: flow.version },
    data: { version: next, name: document.name, description: document.description ?? '', ...sumUp(document) },
  });
  if (count === 0) throw stale(flow.number, flow.version, flow.version + 1);
  await writeVersion(tx, { workspaceId, flowId: flow.id, version: next, userId, note: note ?? '' }, document);
  appendEvent(runs, {
    workspaceId,
    type: 'flow.saved',
    actor: `person:${userId}`,
    projectId: flow.projectId,
    payload: { flow: flowRef(flow.number), name: document.name, version: next },
  });
  const saved = await findFlow(tx, ref);
  return detailToWire(saved, await findVersion(tx, saved));
}

const stale = (number: number, changed: number, newest: number) =>
  new AppError(
    'STALE_VERSION',
    `${flowRef(number)} was saved as version ${newest} while version ${changed} was being changed. Load it and make the change again, or save this as a flow of its own.`,
    { details: { version: newest } },
  );
