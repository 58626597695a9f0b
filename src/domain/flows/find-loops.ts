import type { FlowEdge, FlowNode } from '@/contract/flow';
import { isBackEdge } from '@/contract/flow-settings';

/** An edge between two siblings, or between what contains its ends. */
export interface Sibling {
  from: string;
  to: string;
  edge: FlowEdge;
}

/** What an edge that leads back repeats. `edges` are those within, loops inside of it included. */
export interface Loop {
  back: Sibling;
  nodes: ReadonlySet<string>;
  edges: Sibling[];
}

/**
 * The outermost loops among nodes, and the edges that lead on. A loop is what lies on a way from where its edge leads to
 * where it comes from. Loops that share a part without one being inside the other are made one, around the larger's edge.
 */
export function findLoops(nodes: FlowNode[], edges: Sibling[]): { loops: Loop[]; forward: Sibling[] } {
  const backs = edges.filter(({ edge }) => isBackEdge(edge));
  const forward = edges.filter(({ edge }) => !isBackEdge(edge));
  if (backs.length === 0) return { loops: [], forward };
  const ahead = neighbours(forward, 'from', 'to');
  const behind = neighbours(forward, 'to', 'from');
  const known = new Set(nodes.map(({ id }) => id));
  const found = backs
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .map((back) => ({ back, nodes: between(ahead, behind, back) }))
    .filter(({ back, nodes: body }) => body.has(back.from) && body.has(back.to))
    .sort((a, b) => b.nodes.size - a.nodes.size);
  const outer: { back: Sibling; nodes: Set<string> }[] = [];
  for (const one of found) {
    const met = outer.find((other) => [...one.nodes].some((id) => other.nodes.has(id)));
    if (met) for (const id of one.nodes) met.nodes.add(id);
    else outer.push(one);
  }
  return {
    forward,
    loops: outer.map(({ back, nodes: body }) => ({
      back,
      nodes: body,
      edges: edges.filter((edge) => edge !== back && body.has(edge.from) && body.has(edge.to)),
    })),
  };
}

function neighbours(edges: Sibling[], near: 'from' | 'to', far: 'from' | 'to'): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const edge of edges) {
    const list = map.get(edge[near]);
    if (list) list.push(edge[far]);
    else map.set(edge[near], [edge[far]]);
  }
  return map;
}

function between(
  ahead: Map<string, string[]>,
  behind: Map<string, string[]>,
  { from, to }: Sibling,
): Set<string> {
  const after = reach(ahead, to);
  return new Set([...reach(behind, from)].filter((id) => after.has(id)));
}

function reach(next: Map<string, string[]>, start: string): Set<string> {
  const seen = new Set([start]);
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const to of next.get(id) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        waiting.push(to);
      }
  return seen;
}
