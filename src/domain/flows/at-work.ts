import type { FlowDocument, FlowEdge, FlowNode } from '@/contract/flow';
import { timeoutUnitOf } from '@/contract/flow-settings';
import { compilePlan } from './compile-plan';
import { openerOf, type Place, type Plan } from './plan';

/** A flow with its plan and what is looked up in both while it runs. */
export interface AtWork {
  flow: FlowDocument;
  plan: Plan;
  nodes: Map<string, FlowNode>;
  /** Steps by the node that they came from, in their order. */
  stepsOf: Map<string, number[]>;
  /** By step, those that lead to it. */
  sources: number[][];
  /** The first edge from one node to another. */
  edgeBetween(source: string, target: string): FlowEdge | undefined;
  unit: 'ms' | 's';
}

/** Reads a document that has no faults for running. */
export function atWork(flow: FlowDocument): AtWork {
  const plan = compilePlan(flow);
  const stepsOf = new Map<string, number[]>();
  const sources: number[][] = plan.steps.map(() => []);
  for (const [at, { node, out }] of plan.steps.entries()) {
    const known = stepsOf.get(node);
    if (known) known.push(at);
    else stepsOf.set(node, [at]);
    for (const { to } of out) sources[to]!.push(at);
  }
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const edges = new Map(flow.edges.toReversed().map((edge) => [pair(edge.source, edge.target), edge]));
  const edgeBetween = (source: string, target: string) => edges.get(pair(source, target));
  return { flow, plan, nodes, stepsOf, sources, edgeBetween, unit: timeoutUnitOf(flow) };
}

const pair = (source: string, target: string): string => JSON.stringify([source, target]);

/** The step that a node’s id means, seen from a scope: the nearest one outwards; null where there is none. */
export function findNode({ plan, stepsOf }: AtWork, id: string, scope: string): Place | null {
  const steps = stepsOf.get(id) ?? [];
  for (let at: string | null = scope; at !== null; ) {
    const opener = openerOf(at);
    const found = steps.findLast((step) => plan.steps[step]!.within === (opener?.step ?? null));
    if (found !== undefined) return { scope: at, step: found };
    at = opener ? opener.scope : null;
  }
  return null;
}
