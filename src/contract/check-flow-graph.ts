import { nameOf } from './check-flow-nodes';
import { findCycle } from './find-cycle';
import type { TellFault } from './flow-fault';
import { type FlowGraph, orderOf } from './flow-graph';
import { kindOf, onOf } from './flow-settings';

/** So many circles are named; behind them lie more of the same. */
const MOST_CYCLES = 10;
/** So many steps are spent on proving that loops lead back; beyond, the order alone decides. */
const MOST_STEPS = 2_000_000;

/** Faults of the whole: circles without a cap, loops that do not lead back, nodes that nothing leads to. */
export function checkGraph(graph: FlowGraph, tell: TellFault): void {
  tellCycles(graph, tell);
  tellLoops(graph, tell);
  tellUnreachable(graph, tell);
}

function tellCycles({ nodes, out }: FlowGraph, tell: TellFault): void {
  const cut = new Set<number>();
  const next = (id: string) =>
    (out.get(id) ?? []).filter(({ at }) => !cut.has(at)).map(({ edge }) => edge.target);
  for (let n = 0; n < MOST_CYCLES; n++) {
    const cycle = findCycle([...nodes.keys()], next);
    if (!cycle) return;
    const [from, to] = cycle.slice(-2);
    const closing = out.get(from!)!.filter(({ edge, at }) => edge.target === to && !cut.has(at));
    const { edge, at } = closing[0]!;
    const way = cycle.length > 12 ? [...cycle.slice(0, 10), '…', cycle.at(-1)!] : cycle;
    tell(
      'cycle',
      `The nodes wait for each other in a circle: ${way.join(' → ')}. Delete an edge of it, or give the edge that leads back maxIterations, which makes it a loop.`,
      ['edges', at],
      { edgeId: edge.id, nodeIds: cycle },
    );
    for (const one of closing) cut.add(one.at);
  }
}

function tellLoops(graph: FlowGraph, tell: TellFault): void {
  const order = orderOf(graph);
  let steps = MOST_STEPS;
  for (const { edge, at } of graph.back) {
    const [from, to] = [order.get(edge.target), order.get(edge.source)];
    if (from === undefined || to === undefined) continue;
    const say = () =>
      tell(
        'bad_loop',
        `The edge ${edge.id} has maxIterations but does not lead back: ${edge.source} is not behind ${edge.target}. Remove maxIterations, or turn the edge round.`,
        ['edges', at, 'maxIterations'],
        { edgeId: edge.id },
      );
    if (from > to) say();
    else if (edge.source !== edge.target && steps > 0) {
      const found = reaches(graph, edge.target, edge.source, order, to, steps);
      steps = found.steps;
      if (!found.reached && steps > 0) say();
    }
  }
}

function reaches(
  { out }: FlowGraph,
  from: string,
  to: string,
  order: Map<string, number>,
  last: number,
  budget: number,
): { reached: boolean; steps: number } {
  const seen = new Set([from]);
  const queue = [from];
  let steps = budget;
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const { edge } of out.get(id) ?? []) {
      if (edge.target === to) return { reached: true, steps };
      if (--steps <= 0) return { reached: false, steps: 0 };
      if (seen.has(edge.target) || (order.get(edge.target) ?? Number.POSITIVE_INFINITY) > last) continue;
      seen.add(edge.target);
      queue.push(edge.target);
    }
  return { reached: false, steps };
}

function tellUnreachable({ nodes, placeOf, out, into }: FlowGraph, tell: TellFault): void {
  const starts = [...nodes.keys()].filter((id) => !into.has(id));
  const outermost = [...nodes.values()].filter(({ parent }) => parent === undefined).length;
  const seen = new Set(starts);
  const queue = [...starts];
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const { edge } of out.get(id) ?? []) {
      const never = onOf(edge) === null || (onOf(edge) === 'failure' && kindOf(nodes.get(id)!) === 'wait');
      if (never || seen.has(edge.target)) continue;
      seen.add(edge.target);
      queue.push(edge.target);
    }
  for (const [id, node] of nodes) {
    if (!seen.has(id))
      tell(
        'unreachable',
        `${nameOf(node)} never begins: nothing that can begin leads to it.`,
        ['nodes', placeOf.get(id)!],
        { nodeId: id },
      );
    else if (node.parent === undefined && outermost > 1 && !into.has(id) && !out.has(id))
      tell(
        'unreachable',
        `${nameOf(node)} is connected to nothing, so it begins at once and nothing waits for it.`,
        ['nodes', placeOf.get(id)!],
        { nodeId: id, warning: true },
      );
  }
}
