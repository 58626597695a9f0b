import type { FlowDocument, FlowNode } from '@/contract/flow';
import { isBackEdge, onOf } from '@/contract/flow-settings';
import { words } from '../words/flow-nodes';

export interface OutlineRow {
  node: FlowNode;
  level: number;
  /** What it waits for, in words. */
  waits: string;
  /** How many stand directly within it. */
  members: number;
}

/** The nodes as a tree in rows: members below what holds them, but for those that are folded. */
export function outlineRows(flow: FlowDocument, folded: ReadonlySet<string> = new Set()): OutlineRow[] {
  const waits = new Map<string, string[]>();
  for (const edge of flow.edges) {
    const on = onOf(edge);
    const how = isBackEdge(edge) ? words.again : on === null ? words.never : on === 'success' ? '' : on;
    const list = waits.get(edge.target) ?? [];
    list.push(how ? `${edge.source} (${how})` : edge.source);
    waits.set(edge.target, list);
  }
  const members = new Map<string | undefined, FlowNode[]>();
  const ids = new Set(flow.nodes.map(({ id }) => id));
  for (const node of flow.nodes) {
    const scope = node.parent !== undefined && ids.has(node.parent) ? node.parent : undefined;
    const list = members.get(scope) ?? [];
    list.push(node);
    members.set(scope, list);
  }
  const rows: OutlineRow[] = [];
  const seen = new Set<string>();
  const add = (node: FlowNode, level: number, hidden: boolean) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    const inside = members.get(node.id) ?? [];
    if (!hidden)
      rows.push({ node, level, waits: (waits.get(node.id) ?? []).join(', '), members: inside.length });
    for (const member of inside) add(member, level + 1, hidden || folded.has(node.id));
  };
  for (const node of members.get(undefined) ?? []) add(node, 1, false);
  // what holds itself, in a draft, stands nowhere else
  for (const node of flow.nodes) add(node, 1, false);
  return rows;
}
