import type { FlowDocument, FlowEdge, FlowNode } from './flow';
import type { TellFault } from './flow-fault';
import { isBackEdge, membersOf } from './flow-settings';

/** An edge whose two ends exist, with its place in the document. */
export interface PlacedEdge {
  edge: FlowEdge;
  at: number;
}

/** A flow with what its checks look up, made in one pass. */
export interface FlowGraph {
  flow: FlowDocument;
  nodes: Map<string, FlowNode>;
  /** Where a node stands in the document. */
  placeOf: Map<string, number>;
  members: Map<string, FlowNode[]>;
  /** Those that lead forward, by where they come from, and by where they lead. */
  out: Map<string, PlacedEdge[]>;
  into: Map<string, PlacedEdge[]>;
  back: PlacedEdge[];
}

/** Reads a flow as a graph and tells of ids that stand twice and edges that lead nowhere. */
export function readGraph(flow: FlowDocument, tell: TellFault): FlowGraph {
  const graph: FlowGraph = {
    flow,
    nodes: new Map(),
    placeOf: new Map(),
    members: membersOf(flow),
    out: new Map(),
    into: new Map(),
    back: [],
  };
  for (const [at, node] of flow.nodes.entries()) {
    const first = graph.placeOf.get(node.id);
    if (first !== undefined) {
      const message = `Two nodes have the id ${node.id}: the ${first + 1}. and the ${at + 1}. Give one of them another.`;
      tell('duplicate_id', message, ['nodes', at, 'id'], { nodeId: node.id });
      continue;
    }
    graph.nodes.set(node.id, node);
    graph.placeOf.set(node.id, at);
  }
  const ids = new Set<string>();
  for (const [at, edge] of flow.edges.entries()) {
    if (ids.has(edge.id)) {
      const message = `Two edges have the id ${edge.id}. Give one of them another.`;
      tell('duplicate_id', message, ['edges', at, 'id'], { edgeId: edge.id });
    }
    ids.add(edge.id);
    const lost = (['source', 'target'] as const).filter((end) => !graph.nodes.has(edge[end]));
    for (const end of lost) {
      const message = `The edge ${edge.id} ${end === 'source' ? 'comes from' : 'leads to'} ${edge[end]}, which is no node of this flow. Connect it or delete it.`;
      tell('dangling_edge', message, ['edges', at, end], { edgeId: edge.id });
    }
    if (lost.length > 0) continue;
    if (isBackEdge(edge)) graph.back.push({ edge, at });
    else {
      push(graph.out, edge.source, { edge, at });
      push(graph.into, edge.target, { edge, at });
    }
  }
  return graph;
}

function push(lists: Map<string, PlacedEdge[]>, key: string, edge: PlacedEdge): void {
  const list = lists.get(key);
  if (list) list.push(edge);
  else lists.set(key, [edge]);
}

/** Nodes in an order in which every edge leads forward; those on or behind a circle are left out. Linear. */
export function orderOf({ nodes, out, into }: FlowGraph): Map<string, number> {
  const left = new Map([...nodes.keys()].map((id) => [id, into.get(id)?.length ?? 0]));
  const ready = [...nodes.keys()].filter((id) => left.get(id) === 0);
  const order = new Map<string, number>();
  for (let i = 0; i < ready.length; i++) {
    const id = ready[i]!;
    order.set(id, i);
    for (const { edge } of out.get(id) ?? []) {
      const rest = left.get(edge.target)! - 1;
      left.set(edge.target, rest);
      if (rest === 0) ready.push(edge.target);
    }
  }
  return order;
}

/** The containers that a node stands in, innermost first; ends at one that is named twice. */
export function containersOf({ nodes }: FlowGraph, node: FlowNode): string[] {
  const chain: string[] = [];
  for (
    let parent = node.parent;
    parent !== undefined && nodes.has(parent);
    parent = nodes.get(parent)!.parent
  ) {
    if (chain.includes(parent) || chain.length > 50) break;
    chain.push(parent);
  }
  return chain;
}
