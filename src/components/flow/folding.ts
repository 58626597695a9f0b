import type { FlowDocument, FlowNode } from '@/contract/flow';
import { isContainer } from '@/contract/flow-settings';

/** Larger flows begin with their containers folded, and as an outline. */
export const MANY_NODES = 150;

/** The containers that are folded at first. */
export const foldedAtFirst = (flow: FlowDocument): Set<string> =>
  new Set(flow.nodes.length > MANY_NODES ? flow.nodes.filter(isContainer).map(({ id }) => id) : []);

/** What is left to be drawn where containers are folded: edges of what they hold become theirs. Counts what is hidden. */
export function withoutFolded(
  flow: FlowDocument,
  folded: ReadonlySet<string>,
): { flow: FlowDocument; hidden: ReadonlyMap<string, number> } {
  if (folded.size === 0) return { flow, hidden: new Map() };
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const stands = new Map<string, string>();
  const standIn = (node: FlowNode, deep = 0): string => {
    const known = stands.get(node.id);
    if (known !== undefined) return known;
    const box = deep > 20 || node.parent === node.id ? undefined : nodes.get(node.parent ?? '');
    const outer = box ? standIn(box, deep + 1) : node.id;
    const found = box && (outer !== box.id || folded.has(box.id)) ? outer : node.id;
    stands.set(node.id, found);
    return found;
  };
  const hidden = new Map<string, number>();
  const shown: FlowNode[] = [];
  for (const node of flow.nodes) {
    const at = standIn(node);
    if (at === node.id) shown.push(node);
    else hidden.set(at, (hidden.get(at) ?? 0) + 1);
  }
  const seen = new Set<string>();
  const edges = flow.edges.flatMap((edge) => {
    const [source, target] = [stands.get(edge.source) ?? edge.source, stands.get(edge.target) ?? edge.target];
    if (source === edge.source && target === edge.target) return [edge];
    const key = JSON.stringify([source, target]);
    if (source === target || seen.has(key)) return [];
    seen.add(key);
    return [{ ...edge, source, target }];
  });
  return { flow: { ...flow, nodes: shown, edges }, hidden };
}
