import type { FlowDocument, FlowNode } from '@/contract/flow';
import { placeOf, sizesOf } from './lay-out';

/** How several chosen nodes are put in line. */
export type Alignment = 'left' | 'top' | 'across' | 'down';

type Places = Map<string, { x: number; y: number }>;

/**
 * New places for chosen nodes: all at the left or the top of the outermost, or with equal gaps from the first to the last.
 * Nodes of different containers stand in different frames, so each container's are put in line by themselves.
 */
export function alignNodes(flow: FlowDocument, ids: ReadonlySet<string>, how: Alignment): Places {
  const sizes = sizesOf(flow);
  const frames = new Map<string | undefined, FlowNode[]>();
  for (const node of flow.nodes)
    if (ids.has(node.id)) frames.set(node.parent, [...(frames.get(node.parent) ?? []), node]);
  const places: Places = new Map();
  for (const nodes of frames.values()) {
    if (how === 'left' || how === 'top') inLine(nodes, how === 'left' ? 'x' : 'y', places);
    else
      evenly(nodes, how === 'across' ? 'x' : 'y', places, ({ id }) => {
        const { width, height } = sizes.get(id)!;
        return how === 'across' ? width : height;
      });
  }
  return places;
}

function inLine(nodes: FlowNode[], axis: 'x' | 'y', places: Places): void {
  const edge = Math.min(...nodes.map((node) => placeOf(node)[axis]));
  for (const node of nodes) places.set(node.id, { ...placeOf(node), [axis]: edge });
}

function evenly(
  nodes: FlowNode[],
  axis: 'x' | 'y',
  places: Places,
  lengthOf: (node: FlowNode) => number,
): void {
  const inOrder = nodes.toSorted((a, b) => placeOf(a)[axis] - placeOf(b)[axis]);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (!first || !last || inOrder.length < 3) return;
  const room = placeOf(last)[axis] - placeOf(first)[axis];
  const taken = inOrder.slice(0, -1).reduce((sum, node) => sum + lengthOf(node), 0);
  const gap = (room - taken) / (inOrder.length - 1);
  let at = placeOf(first)[axis];
  for (const node of inOrder) {
    places.set(node.id, { ...placeOf(node), [axis]: Math.round(at) });
    at += lengthOf(node) + gap;
  }
}
