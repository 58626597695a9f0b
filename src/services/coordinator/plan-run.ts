import { checkFlow } from '@/contract/check-flow';
import type { BodyOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { executeFlow as endpoint } from '@/contract/flow-run';
import { type AtWork, atWork } from '@/domain/flows/at-work';
import { findFlow, findVersion } from '@/domain/flows/find-flow';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import type { Tx } from '@/lib/db';
import { AppError, wrongField } from '@/lib/errors';
import { toWireId } from '@/lib/ids';

/** A document to run, where it came from, and what its variables are. Ids are those of the wire. */
export interface Wanted {
  flow: unknown;
  inputs: Record<string, unknown>;
  projectId?: string;
  /** A database uuid. */
  flowId?: string;
  version?: number;
  /** A database uuid. */
  replayOf?: string;
}

/** The same, read for running. */
export interface PlannedRun extends Omit<Wanted, 'flow'> {
  work: AtWork;
}

/** What a call asks to be run: a flow that is kept, the document in the call, or the call itself as one. Throws NOT_FOUND. */
export async function wantedOf(
  tx: Tx,
  { flow, flowId, inputs = {}, projectId, ...own }: BodyOf<typeof endpoint>,
): Promise<Wanted> {
  if (flowId === undefined) return { flow: flow ?? own, inputs, projectId };
  const kept = await findFlow(tx, flowId);
  const wanted = own.version === undefined ? undefined : Number(own.version);
  const { document, version } = await findVersion(tx, kept, wanted);
  const place = { flowId: kept.id, version, projectId: projectId ?? toWireId('proj', kept.projectId) };
  return { flow: document, inputs, ...place };
}

/**
 * Reads a document for running, before any transaction: of thousands of nodes that takes its time. Throws VALIDATION_ERROR
 * with every fault of the document (details.faults) or for a variable without a value, and BAD_PATH.
 */
export function planRun({ flow: document, ...wanted }: Wanted): PlannedRun {
  const flow = refuseFaults(document);
  refuseMissing(flow, wanted.inputs);
  return { ...wanted, work: atWork(flow) };
}

/** The document, or VALIDATION_ERROR with each of its faults. */
function refuseFaults(document: unknown): FlowDocument {
  const { flow, faults, ok } = checkFlow(document);
  if (flow && ok) {
    // A path that cannot be locked is refused here: later only an agent that ends would hear of it.
    for (const { filesHint, readsHint } of flow.nodes)
      canonicalPatterns([...(filesHint ?? []), ...(readsHint ?? [])]);
    return flow;
  }
  const errors = faults.filter(({ severity }) => severity === 'error');
  throw new AppError(
    'VALIDATION_ERROR',
    `The flow cannot run: ${errors[0]?.message ?? 'its shape is wrong.'}${errors.length > 1 ? ` ${errors.length - 1} more faults.` : ''}`,
    { details: { faults: faults.slice(0, 50) } },
  );
}

function refuseMissing(flow: FlowDocument, inputs: Record<string, unknown>): void {
  for (const [name, variable] of Object.entries(flow.variables ?? {}))
    if (inputs[name] === undefined && variable.default === undefined && variable.required !== false)
      throw wrongField(`inputs.${name}`, `The flow asks for ${name}. Give it a value in inputs.`);
}
