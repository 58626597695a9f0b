import type { FlowEdge, FlowNode } from '@/contract/flow';
import { conditionOf, isBackEdge, kindOf, onOf } from '@/contract/flow-settings';
import { findLoops, type Loop, type Sibling } from './find-loops';
import type { Way } from './plan';
import type { Compiling, Where } from './plan-builder';
import { wavesOf } from './waves';

/** Makes the steps of nodes that stand side by side, linked as they were drawn; what leads back becomes a loop. */
export function compileMembers(
  compiling: Compiling,
  nodes: FlowNode[],
  where: Where,
  { parent, barrier }: { parent: string | undefined; barrier: boolean },
): void {
  place(compiling, nodes, where, siblingsOf(compiling, nodes, parent), barrier);
}

/** Edges between these nodes. An edge that ends inside of a container counts as one of the container. */
function siblingsOf({ flow, parents }: Compiling, nodes: FlowNode[], parent: string | undefined): Sibling[] {
  const here = new Set(nodes.map(({ id }) => id));
  const lift = (id: string): string | null => {
    let at: string | undefined = id;
    for (let depth = 0; at !== undefined && depth < 100; depth++) {
      if (parents.get(at) === parent) return here.has(at) ? at : null;
      at = parents.get(at);
    }
    return null;
  };
  return flow.edges.flatMap((edge) => {
    const [from, to] = [lift(edge.source), lift(edge.target)];
    return from === null || to === null || (from === to && !isBackEdge(edge)) ? [] : [{ from, to, edge }];
  });
}

/** Where a node’s step is: itself, or in a loop that stands for it. */
interface Spot {
  step: number;
  loop: { latch: string } | null;
  node: FlowNode;
}

function place(
  compiling: Compiling,
  nodes: FlowNode[],
  where: Where,
  edges: Sibling[],
  barrier: boolean,
): Map<string, number> {
  const { builder } = compiling;
  const { loops, forward } = findLoops(nodes, edges);
  const loopOf = new Map(loops.flatMap((loop) => [...loop.nodes].map((id) => [id, loop])));
  const inner = new Map<string, number>();
  const spots = new Map<string, Spot>();
  const made = new Map<Loop, number>();
  for (const node of nodes) {
    const loop = loopOf.get(node.id);
    if (!loop) {
      spots.set(node.id, { step: compiling.compile(node, where, null), loop: null, node });
      continue;
    }
    if (!made.has(loop)) made.set(loop, placeLoop(compiling, nodes, where, loop, inner));
    spots.set(node.id, { step: made.get(loop)!, loop: { latch: loop.back.from }, node });
  }
  for (const { from, to, edge } of forward) {
    const [source, target] = [spots.get(from)!, spots.get(to)!];
    if (source.step === target.step) continue;
    const way = wayOf(edge, source.node);
    const isLatch = source.loop?.latch === from && way.branch === undefined;
    builder.link(source.step, target.step, source.loop && !isLatch ? { ...way, via: inner.get(from)! } : way);
  }
  if (barrier) addBarriers(compiling, where, spots, forward);
  return new Map([...spots].map(([id, { step }]) => [id, step]));
}

function placeLoop(
  compiling: Compiling,
  nodes: FlowNode[],
  where: Where,
  loop: Loop,
  inner: Map<string, number>,
): number {
  const { builder } = compiling;
  const body = nodes.filter(({ id }) => loop.nodes.has(id));
  const source = body.find(({ id }) => id === loop.back.from)!;
  const { edge } = loop.back;
  const step = builder.add(
    { kind: 'loop', body: [], latch: -1, again: wayOf(edge, source), cap: edge.maxIterations! },
    where,
    { node: source, part: 'loop' },
  );
  const group = where.group && { ...where.group, up: where.group.up + 1 };
  const steps = place(compiling, body, { within: step, group }, loop.edges, false);
  const made = builder.at(step);
  if (made.kind === 'loop') {
    made.latch = steps.get(source.id)!;
    made.body = builder.bodyOf(step);
  }
  for (const [id, at] of steps) inner.set(id, at);
  return step;
}

/** When an edge is met. A condition of a kind that nobody knows is never met. */
function wayOf(edge: FlowEdge, source: FlowNode): Way {
  const on = onOf(edge);
  const when = conditionOf(edge) ?? undefined;
  if (on === null && !when) return { on: 'success', when: { path: 'status', op: 'eq', value: 'unknown' } };
  const branch =
    kindOf(source) === 'condition' && (edge.sourceHandle === 'true' || edge.sourceHandle === 'false');
  return {
    on: on ?? 'success',
    ...(when && { when }),
    ...(branch && { branch: edge.sourceHandle === 'true' }),
  };
}

/** A wave begins when all of the one before it has ended, however it did. */
function addBarriers(
  { builder }: Compiling,
  where: Where,
  spots: Map<string, Spot>,
  forward: Sibling[],
): void {
  const steps = [...new Set([...spots.values()].map(({ step }) => step))];
  const pairs = forward.map(({ from, to }) => [spots.get(from)!.step, spots.get(to)!.step] as const);
  const waves = wavesOf(steps, pairs);
  for (let i = 0; i + 1 < waves.length; i++) {
    const gate = builder.add({ kind: 'join', strict: false }, where, {
      node: { id: '' },
      part: `wave ${i + 1}`,
    });
    for (const step of waves[i]!) builder.link(step, gate, { on: 'end' });
    // A join costs nobody anything, and may have been told to wait for one alone.
    for (const step of waves[i + 1]!)
      if (builder.at(step).kind !== 'join') builder.link(gate, step, { on: 'end' });
  }
}
