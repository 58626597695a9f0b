import type { FlowDocument, FlowNodeKind } from '@/contract/flow';
import { isContainer } from '@/contract/flow-settings';
import { withNode } from './edit-flow';
import { NODE } from './lay-out';

/** A document with one more node: within the container that is chosen alone, else to the right of all there is. */
export function addNode(
  flow: FlowDocument,
  kind: FlowNodeKind,
  chosen: ReadonlySet<string>,
): { flow: FlowDocument; id: string } {
  const [only] = chosen.size === 1 ? chosen : [];
  const box = flow.nodes.find(({ id }) => id === only);
  const parent = box && isContainer(box) ? box.id : undefined;
  const inside = flow.nodes.filter((node) => node.parent === parent);
  const right = Math.max(0, ...inside.map(({ position }) => (position?.x ?? 0) + NODE.width + 64));
  const below = 48 + inside.length * (NODE.height + 16);
  return withNode(flow, kind, parent ? { x: 24, y: below } : { x: right, y: 80 }, parent);
}
