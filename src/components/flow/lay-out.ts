import { Graph, layout } from '@dagrejs/dagre';
import type { FlowDocument, FlowNode } from '@/contract/flow';
import { isBackEdge, isContainer } from '@/contract/flow-settings';

export const NODE = { width: 208, height: 56 };
const PAD = { x: 24, top: 48, bottom: 24, gap: 16 };

/** How large a node is drawn, in pixels: a container holds its members, unless it is folded. */
export function sizesOf(
  flow: FlowDocument,
  folded: ReadonlySet<string> = new Set(),
): Map<string, { width: number; height: number }> {
  const sizes = new Map<string, { width: number; height: number }>();
  const members = new Map<string, FlowNode[]>();
  for (const node of flow.nodes)
    if (node.parent !== undefined) members.set(node.parent, [...(members.get(node.parent) ?? []), node]);
  const sizeOf = (node: FlowNode, deep: number): { width: number; height: number } => {
    const known = sizes.get(node.id);
    if (known) return known;
    const inside = deep > 20 ? [] : (members.get(node.id) ?? []);
    const size =
      isContainer(node) && !folded.has(node.id)
        ? {
            width: Math.max(
              NODE.width + 2 * PAD.x,
              ...inside.map((one) => placeOf(one).x + sizeOf(one, deep + 1).width + PAD.x),
            ),
            height: Math.max(
              NODE.height + PAD.top,
              ...inside.map((one) => placeOf(one).y + sizeOf(one, deep + 1).height + PAD.bottom),
            ),
          }
        : NODE;
    sizes.set(node.id, size);
    return size;
  };
  for (const node of flow.nodes) sizeOf(node, 0);
  return sizes;
}

/** The nodes with what holds them; what holds others comes before them. */
export function byDepth(flow: FlowDocument): { node: FlowNode; parentId: string | undefined }[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const depthOf = ({ id, parent }: FlowNode, deep = 0): number => {
    const box = parent === undefined || parent === id || deep > 20 ? undefined : nodes.get(parent);
    return box ? 1 + depthOf(box, deep + 1) : 0;
  };
  return flow.nodes
    .map((node) => ({ node, depth: depthOf(node) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ node, depth }) => ({ node, parentId: depth === 0 ? undefined : node.parent }));
}

/** Where a node stands; within its container where it has one. */
export const placeOf = ({ position }: FlowNode): { x: number; y: number } => ({
  x: position?.x ?? PAD.x,
  y: position?.y ?? PAD.top,
});

/** The flow as it was drawn; one in which a node has no place is laid out. */
export function placed(flow: FlowDocument): FlowDocument {
  if (flow.nodes.every(({ position }) => position !== undefined)) return flow;
  const places = layOut(flow);
  return { ...flow, nodes: flow.nodes.map((node) => ({ ...node, position: places.get(node.id) })) };
}

/** A place for every node so that edges lead from left to right; members of strategies stand below each other. */
export function layOut(flow: FlowDocument): Map<string, { x: number; y: number }> {
  const places = new Map<string, { x: number; y: number }>();
  const scopes = new Map<string | undefined, FlowNode[]>();
  const ids = new Set(flow.nodes.map(({ id }) => id));
  for (const node of flow.nodes) {
    const scope = node.parent !== undefined && ids.has(node.parent) ? node.parent : undefined;
    scopes.set(scope, [...(scopes.get(scope) ?? []), node]);
  }
  const done = new Set<string | undefined>();
  const place = (scope: string | undefined): { width: number; height: number } => {
    done.add(scope);
    const graph = new Graph();
    graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 80 });
    graph.setDefaultEdgeLabel(() => ({}));
    const inside = scopes.get(scope) ?? [];
    const here = new Set(inside.map(({ id }) => id));
    for (const node of inside) {
      const held = isContainer(node) && !done.has(node.id) ? place(node.id) : NODE;
      graph.setNode(node.id, { width: held.width, height: held.height });
    }
    let edges = 0;
    for (const edge of flow.edges)
      if (
        !isBackEdge(edge) &&
        here.has(edge.source) &&
        here.has(edge.target) &&
        edge.source !== edge.target
      ) {
        graph.setEdge(edge.source, edge.target);
        edges++;
      }
    const inner = scope === undefined ? { x: 0, y: 0 } : { x: PAD.x, y: PAD.top };
    let [right, bottom] = [0, 0];
    if (scope !== undefined && edges === 0) {
      let y = inner.y;
      for (const { id } of inside) {
        const { width, height } = graph.node(id) as { width: number; height: number };
        places.set(id, { x: inner.x, y });
        right = Math.max(right, inner.x + width);
        y += height + PAD.gap;
        bottom = y - PAD.gap;
      }
    } else {
      layout(graph);
      for (const { id } of inside) {
        const { x, y, width, height } = graph.node(id) as {
          x: number;
          y: number;
          width: number;
          height: number;
        };
        const at = { x: Math.round(inner.x + x - width / 2), y: Math.round(inner.y + y - height / 2) };
        places.set(id, at);
        right = Math.max(right, at.x + width);
        bottom = Math.max(bottom, at.y + height);
      }
    }
    return {
      width: Math.max(NODE.width + 2 * PAD.x, right + PAD.x),
      height: Math.max(NODE.height + PAD.top, bottom + PAD.bottom),
    };
  };
  place(undefined);
  return places;
}
