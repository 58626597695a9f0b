import type { z } from 'zod';
import { checkContainers } from './check-flow-containers';
import { checkGraph } from './check-flow-graph';
import { checkNodes } from './check-flow-nodes';
import { checkReferences } from './check-flow-references';
import { firstFaults } from './first-faults';
import { FlowDocument } from './flow';
import { type FlowFault, MOST_FAULTS, pointerTo, type TellFault } from './flow-fault';
import { readGraph } from './flow-graph';

export interface FlowVerdict {
  /** The document with its types; null where its shape is wrong. */
  flow: FlowDocument | null;
  /** Errors first, at most 500. */
  faults: FlowFault[];
  /** Whether it may run: no errors. */
  ok: boolean;
}

/**
 * What is wrong with a flow, each fault with its place. Pure, never throws, takes time linear in the size of the
 * document: browser, server and command line ask the same.
 */
export function checkFlow(document: unknown): FlowVerdict {
  const faults: FlowFault[] = [];
  const tell: TellFault = (code, message, place, { nodeId, edgeId, nodeIds, warning } = {}) => {
    const fault = { code, severity: warning ? ('warning' as const) : ('error' as const), message };
    const at = { path: pointerTo(place), nodeId: nodeId ?? null, edgeId: edgeId ?? null };
    faults.push({ ...fault, ...at, ...(nodeIds ? { nodeIds } : {}) });
  };
  const many = firstFaults(FlowDocument, document, MOST_FAULTS);
  const read = many ? { success: false as const, error: many } : FlowDocument.safeParse(document);
  if (!read.success) {
    for (const issue of read.error.issues) tellShape(issue, document, tell);
    return { flow: null, faults: faults.slice(0, MOST_FAULTS), ok: false };
  }
  const flow = read.data;
  if (flow.nodes.length === 0)
    tell('empty', 'The flow has no nodes. Add one, or begin with a template.', ['nodes']);
  const graph = readGraph(flow, tell);
  checkNodes(graph, tell);
  checkContainers(graph, tell);
  checkGraph(graph, tell);
  checkReferences(graph, tell);
  const errors = faults.filter(({ severity }) => severity === 'error');
  const warnings = faults.filter(({ severity }) => severity === 'warning');
  return { flow, faults: [...errors, ...warnings].slice(0, MOST_FAULTS), ok: errors.length === 0 };
}

function tellShape(issue: z.core.$ZodIssue, document: unknown, tell: TellFault): void {
  const place = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const [list, at] = place;
  const entry =
    (list === 'nodes' || list === 'edges') && typeof at === 'number'
      ? (document as Record<string, { id?: unknown }[]>)[list]?.[at]
      : undefined;
  const id = typeof entry?.id === 'string' ? entry.id : undefined;
  const message =
    issue.code === 'invalid_union' && place.at(-1) === 'condition'
      ? 'A condition is {path, op, value}, {all: […]}, {any: […]}, or a planner’s {type}.'
      : issue.message;
  tell('shape', `${place.join('.') || 'The document'}: ${message}`, place, {
    ...(list === 'nodes' && id !== undefined ? { nodeId: id } : {}),
    ...(list === 'edges' && id !== undefined ? { edgeId: id } : {}),
  });
}
