import { checkFlow } from '@/contract/check-flow';
import { FLOW_BYTES, type FlowDocument } from '@/contract/flow';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';

/** What a list says of a document without reading it. */
export function sumUp(document: FlowDocument) {
  const { faults } = checkFlow(document);
  return {
    nodes: document.nodes.length,
    edges: document.edges.length,
    errors: faults.filter(({ severity }) => severity === 'error').length,
  };
}

/** Writes a document as one version of a flow. Throws BODY_TOO_LARGE, as what was read may be larger than what was sent. */
export async function writeVersion(
  tx: Tx,
  at: { workspaceId: string; flowId: string; version: number; userId: string; note: string },
  document: FlowDocument,
): Promise<ReturnType<typeof sumUp>> {
  if (JSON.stringify(document).length > FLOW_BYTES)
    throw new AppError(
      'BODY_TOO_LARGE',
      `The flow is larger than ${FLOW_BYTES / 1024 / 1024} MiB as JSON. Split it into several flows.`,
    );
  const sum = sumUp(document);
  const { userId: createdBy, ...place } = at;
  await tx.flowVersion.create({ data: { ...place, createdBy, document: document as object, ...sum } });
  return sum;
}
