import { checkFlow } from '@/contract/check-flow';
import type { FlowDocument } from '@/contract/flow';
import type { Flow, FlowDetail } from '@/contract/flow-calls';
import { toWireId } from '@/lib/ids';
import { flowRef } from '@/lib/refs';
import type { FoundFlow } from './find-flow';

/** A flow as lists show it. */
export const flowToWire = (row: FoundFlow): Flow => ({
  id: toWireId('flow', row.id),
  ref: flowRef(row.number),
  projectId: toWireId('proj', row.projectId),
  projectName: row.project.name,
  name: row.name,
  description: row.description,
  version: row.version,
  nodes: row.nodes,
  edges: row.edges,
  errors: row.errors,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** A flow with one of its documents, checked as of now. */
export const detailToWire = (
  row: FoundFlow,
  version: { version: number; document: unknown },
): FlowDetail => ({
  ...flowToWire(row),
  shownVersion: version.version,
  document: version.document as FlowDocument,
  faults: checkFlow(version.document).faults,
});
