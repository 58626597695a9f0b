import { nameOf } from './check-flow-nodes';
import type { FlowNode } from './flow';
import { type FlowCondition, testsOf } from './flow-condition';
import type { TellFault } from './flow-fault';
import { containersOf, type FlowGraph, orderOf } from './flow-graph';
import { referencesIn } from './flow-reference';
import { conditionOf, kindOf } from './flow-settings';

/** Containers whose members are done in the order of the document. */
const ORDERED = new Set(['sequential', 'fallback', 'batched', 'cascade']);
/** So many steps are spent on proving that a node runs before another; beyond, the order alone decides. */
const MOST_STEPS = 2_000_000;

interface Reading {
  path: string;
  /** Who reads; an edge's condition is read when its source has ended. */
  reader: FlowNode;
  own: boolean;
  place: (string | number)[];
  of: { nodeId?: string; edgeId?: string };
}

/** Faults of what instructions, inputs and conditions refer to: variables, inputs, outputs of nodes, members of lists. */
export function checkReferences(graph: FlowGraph, tell: TellFault): void {
  const outputs: (Reading & { source: FlowNode })[] = [];
  const handles = handlesOf(graph);
  for (const reading of readingsOf(graph)) {
    const { path, reader, place, of } = reading;
    const [root, name] = path.split('.') as [string, string | undefined];
    if (root === 'vars' && (name === undefined || !Object.hasOwn(graph.flow.variables ?? {}, name)))
      tell('missing_variable', `${path} is no variable of this flow. Declare it under variables.`, place, of);
    if ((root === 'item' || root === 'index') && !isInFanOut(graph, reader))
      tell(
        'missing_variable',
        `${path} has a meaning within a fan-out alone, and ${nameOf(reader)} is in none.`,
        place,
        of,
      );
    if (root === 'inputs' && of.edgeId === undefined && name !== undefined) {
      const given = Object.hasOwn(reader.inputs ?? {}, name) || handles.get(reader.id)?.has(name);
      if (!given)
        tell(
          'missing_input',
          `${nameOf(reader)} reads its input ${name}, which it does not have.`,
          place,
          of,
        );
    }
    if (root !== 'nodes' || name === undefined) continue;
    const source = graph.nodes.get(name);
    if (source) outputs.push({ ...reading, source });
    else tell('missing_input', `${path} names ${name}, which is no node of this flow.`, place, of);
  }
  for (const { path, reader, place, of } of thoseTooEarly(graph, outputs))
    tell(
      'missing_input',
      `${nameOf(reader)} reads ${path}, which does not run before it. Lead an edge from there.`,
      place,
      of,
    );
}

function* readingsOf({ flow, nodes, placeOf }: FlowGraph): Generator<Reading> {
  for (const [at, reader] of flow.nodes.entries()) {
    if (placeOf.get(reader.id) !== at) continue;
    const here = (paths: string[], ...place: string[]) =>
      paths.map((path) => ({
        path,
        reader,
        own: false,
        place: ['nodes', at, ...place],
        of: { nodeId: reader.id },
      }));
    yield* here(referencesIn(reader.instructions ?? ''), 'instructions');
    for (const [name, value] of Object.entries(reader.inputs ?? {}))
      if (typeof value === 'string' && value.includes('{{')) yield* here(referencesIn(value), 'inputs', name);
    if (kindOf(reader) === 'condition') yield* here(pathsOf(reader.condition), 'condition');
    const items = reader.config?.items;
    if (items && !Array.isArray(items)) yield* here([items.path], 'config', 'items');
  }
  for (const [at, edge] of flow.edges.entries()) {
    const reader = nodes.get(edge.source);
    if (!reader) continue;
    for (const path of pathsOf(conditionOf(edge) ?? undefined))
      yield { path, reader, own: true, place: ['edges', at, 'condition'], of: { edgeId: edge.id } };
  }
}

const pathsOf = (condition: FlowCondition | undefined) =>
  condition ? testsOf(condition).map(({ path }) => path) : [];

function handlesOf({ into, back }: FlowGraph): Map<string, Set<string>> {
  const handles = new Map<string, Set<string>>();
  for (const { edge } of [...[...into.values()].flat(), ...back]) {
    if (!edge.targetHandle) continue;
    const set = handles.get(edge.target) ?? new Set();
    handles.set(edge.target, set.add(edge.targetHandle));
  }
  return handles;
}

const isInFanOut = (graph: FlowGraph, node: FlowNode) =>
  containersOf(graph, node).some((id) => kindOf(graph.nodes.get(id)!) === 'fan-out');

/** Those readings whose source cannot have ended. Looks from each source once, and no further than its last reader. */
function thoseTooEarly(graph: FlowGraph, readings: (Reading & { source: FlowNode })[]): Reading[] {
  const order = orderOf(graph);
  const again = againFrom(graph, order);
  const asked = new Map<string, { reading: Reading; to: string }[]>();
  const early: Reading[] = [];
  for (const { source, ...reading } of readings) {
    if (reading.own && source === reading.reader) continue;
    const [from, to] = liftedTo(graph, source, reading.reader);
    const scope = graph.nodes.get(from)!.parent;
    const ordered = scope === undefined || kindOf(graph.nodes.get(scope)!) === 'fan-out';
    if (from === to || (!ordered && !mayReadBeside(graph, from, to))) early.push(reading);
    else if (ordered) (asked.get(from) ?? asked.set(from, []).get(from)!).push({ reading, to });
  }
  let steps = MOST_STEPS;
  for (const [from, wanted] of asked) {
    const start = order.get(from);
    if (start === undefined) continue;
    const last = Math.max(...wanted.map(({ to }) => order.get(to) ?? -1));
    const behind = steps > 0 ? behindOf(graph, from, order, last) : null;
    steps -= behind?.steps ?? 0;
    for (const { reading, to } of wanted) {
      const place = order.get(to);
      if (place === undefined) continue;
      const after = behind ? behind.seen.has(to) : place > start;
      if (!after && (again[place] ?? -1) < start) early.push(reading);
    }
  }
  return early;
}

/** Whether a member of a container that keeps its own order may read another. */
function mayReadBeside(graph: FlowGraph, from: string, to: string): boolean {
  const reader = graph.nodes.get(to)!;
  const kind = kindOf(graph.nodes.get(reader.parent!)!);
  if (reader.part === 'judge' || kind === 'debate') return true;
  return ORDERED.has(kind) && graph.placeOf.get(from)! < graph.placeOf.get(to)!;
}

function behindOf({ out }: FlowGraph, from: string, order: Map<string, number>, last: number) {
  const seen = new Set([from]);
  const queue = [from];
  let steps = 0;
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const { edge } of out.get(id) ?? []) {
      steps++;
      if (seen.has(edge.target) || (order.get(edge.target) ?? Number.POSITIVE_INFINITY) > last) continue;
      seen.add(edge.target);
      queue.push(edge.target);
    }
  return { seen, steps };
}

/** By place in the order: the last node from which a way back leads to there or before, so that it may be read there. */
function againFrom({ back }: FlowGraph, order: Map<string, number>): number[] {
  const again = new Array<number>(order.size).fill(-1);
  for (const { edge } of back) {
    const [to, from] = [order.get(edge.target), order.get(edge.source)];
    if (to !== undefined && from !== undefined) again[to] = Math.max(again[to]!, from);
  }
  for (let i = 1; i < again.length; i++) again[i] = Math.max(again[i]!, again[i - 1]!);
  return again;
}

/** Two nodes, each as the container of it that stands beside the other. */
function liftedTo(graph: FlowGraph, a: FlowNode, b: FlowNode): [string, string] {
  const [up, across] = [
    [a.id, ...containersOf(graph, a)],
    [b.id, ...containersOf(graph, b)],
  ];
  const shared = new Set(across);
  const meet = up.find((id) => shared.has(id));
  if (meet === undefined) return [up.at(-1)!, across.at(-1)!];
  const [i, j] = [up.indexOf(meet), across.indexOf(meet)];
  return i === 0 || j === 0 ? [meet, meet] : [up[i - 1]!, across[j - 1]!];
}
