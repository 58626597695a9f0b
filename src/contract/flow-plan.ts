import { z } from 'zod';
import type { FlowDocument, FlowNode } from './flow';
import { orderOf, readGraph } from './flow-graph';
import { isContainer, kindOf, roleOf } from './flow-settings';

const Range = z.tuple([z.number(), z.number()]).describe('Low and high');
export type Range = [low: number, high: number];

/** What tasks of one role took until now, as a range between a fifth and four fifths of them. */
export const RoleHistory = z.object({
  role: z.string(),
  runs: z.number().int(),
  ms: Range,
  micros: Range,
});
export type RoleHistory = z.infer<typeof RoleHistory>;

export const FlowPlan = z.object({
  waves: z.array(z.array(z.string())).describe('Nodes that may begin together; loops are taken once'),
  criticalPath: z.array(z.string()).describe('The longest way through the outermost nodes'),
  agents: Range.describe('How many agents it takes'),
  ms: Range.nullable().describe('null where a role has no history yet'),
  micros: Range.nullable().describe('null where a role has no history yet'),
  unknownRoles: z.array(z.string()).describe('Roles of which nothing is known yet'),
  notes: z.array(z.string()).describe('Why the figures may be off'),
});
export type FlowPlan = z.infer<typeof FlowPlan>;

interface Span {
  waves: number;
  ms: Range | null;
  micros: Range | null;
  agents: Range;
}
const NOTHING: Span = { waves: 1, ms: [0, 0], micros: [0, 0], agents: [0, 0] };
const WORKS = new Set(['task']);
/** What may end with the first of its members. */
const FIRST = new Set(['fallback', 'cascade']);

/** What a flow would do, without doing any of it: waves, the longest way, and ranges by history. Pure. */
export function planFlow(flow: FlowDocument, history: readonly RoleHistory[]): FlowPlan {
  const graph = readGraph(flow, () => {});
  const known = new Map(history.map((one) => [one.role, one]));
  const order = orderOf(graph);
  const notes = new Set<string>();
  const unknown = new Set<string>();
  const waves: string[][] = [];
  const sizes = new Map<string, Span>();
  const scopes = new Map<string | undefined, FlowNode[]>();
  for (const id of order.keys()) {
    const node = graph.nodes.get(id)!;
    const list = scopes.get(node.parent) ?? [];
    list.push(node);
    scopes.set(node.parent, list);
  }
  const sizeOf = (node: FlowNode, deep: number): Span => {
    if (deep > 20) return NOTHING;
    const kind = kindOf(node);
    if (kind === 'review' || node.config?.requiresReview)
      notes.add('Time that people take to review is not counted.');
    if (kind === 'wait') return { ...NOTHING, ms: [node.config?.waitMs ?? 0, node.config?.waitMs ?? 0] };
    if (isContainer(node)) return boxOf(node, deep);
    if (!WORKS.has(kind)) return NOTHING;
    const past = known.get(roleOf(node));
    if (!past) unknown.add(roleOf(node));
    return { waves: 1, ms: past?.ms ?? null, micros: past?.micros ?? null, agents: [1, 1] };
  };
  const boxOf = (node: FlowNode, deep: number): Span => {
    const kind = kindOf(node);
    const members = graph.members.get(node.id) ?? [];
    const spans = members.map((member) => {
      const span = sizeOf(member, deep + 1);
      sizes.set(member.id, span);
      return span;
    });
    if (kind === 'fan-out') {
      const inner = through(scopes.get(node.id) ?? []);
      const { items, maxWorkers } = node.config ?? {};
      if (!Array.isArray(items)) {
        notes.add('How long the list of a fan-out is shows when it runs; it is counted once.');
        return inner;
      }
      const rounds = Math.ceil(items.length / Math.min(maxWorkers ?? items.length, items.length || 1)) || 0;
      return { ...times(inner, items.length, items.length), ms: scaled(inner.ms, rounds, rounds) };
    }
    const all = spans.reduce(inTurn, { ...NOTHING, waves: 0 });
    const first = spans[0] ?? NOTHING;
    if (FIRST.has(kind)) {
      notes.add('A fallback and a cascade end with their first success: the least counts that one alone.');
      return {
        waves: all.waves,
        ms: least(first.ms, all.ms),
        micros: least(first.micros, all.micros),
        agents: [first.agents[0], all.agents[1]],
      };
    }
    if (kind === 'sequential') return all;
    const judges = spans
      .filter((_, i) => members[i]!.part === 'judge')
      .reduce(inTurn, { ...NOTHING, waves: 0 });
    const others = spans.filter((_, i) => members[i]!.part !== 'judge');
    const copies =
      kind === 'n-version' && others.length === 1
        ? (node.config?.versions ?? 1)
        : kind === 'debate'
          ? (node.config?.rounds ?? 2)
          : 1;
    const side = times(others.reduce(beside, { ...NOTHING, waves: 0 }), copies, copies);
    const width = node.config?.maxWorkers ?? node.config?.batchSize ?? others.length;
    const turns = kind === 'debate' ? copies : Math.max(1, Math.ceil(others.length / Math.max(1, width)));
    return inTurn({ ...side, waves: side.waves * turns, ms: scaled(side.ms, turns, turns) }, judges);
  };
  const through = (nodes: FlowNode[]): Span => {
    let whole: Span = { ...NOTHING, waves: 0 };
    const ends = new Map<string, { wave: number; ms: Range | null }>();
    for (const node of nodes) {
      const span = sizeOf(node, 1);
      sizes.set(node.id, span);
      const before = (graph.into.get(node.id) ?? [])
        .map(({ edge }) => ends.get(edge.source))
        .filter((end) => end !== undefined);
      const wave = Math.max(0, ...before.map((end) => end.wave));
      const begins = before.reduce<Range | null>((at, end) => later(at, end.ms), [0, 0]);
      const end = { wave: wave + span.waves, ms: sum(begins, span.ms) };
      ends.set(node.id, end);
      if (node.parent === undefined) (waves[wave] ??= []).push(node.id);
      whole = {
        waves: Math.max(whole.waves, end.wave),
        ms: later(whole.ms, end.ms),
        micros: sum(whole.micros, span.micros),
        agents: sum(whole.agents, span.agents)!,
      };
    }
    return whole;
  };
  const outermost = scopes.get(undefined) ?? [];
  const whole = through(outermost);
  if (graph.back.length > 0) notes.add('Loops are counted once; each time round adds to it.');
  return {
    waves: Array.from(waves, (wave) => wave ?? []).filter((wave) => wave.length > 0),
    criticalPath: longestWay(graph, outermost, sizes),
    agents: whole.agents,
    ms: whole.ms,
    micros: whole.micros,
    unknownRoles: [...unknown].sort(),
    notes: [...notes],
  };
}

function longestWay(
  { into }: ReturnType<typeof readGraph>,
  nodes: FlowNode[],
  sizes: Map<string, Span>,
): string[] {
  const best = new Map<string, { length: number; from: string | null }>();
  let last: string | null = null;
  for (const { id } of nodes) {
    const { ms, waves } = sizes.get(id)!;
    const own = ms ? Math.max(1, ms[1]) : waves;
    let found = { length: own, from: null as string | null };
    for (const { edge } of into.get(id) ?? []) {
      const before = best.get(edge.source);
      if (before && before.length + own > found.length)
        found = { length: before.length + own, from: edge.source };
    }
    best.set(id, found);
    if (last === null || found.length > best.get(last)!.length) last = id;
  }
  const way: string[] = [];
  for (let id = last; id !== null; id = best.get(id)!.from) way.unshift(id);
  return way;
}

const sum = (a: Range | null, b: Range | null): Range | null => (a && b ? [a[0] + b[0], a[1] + b[1]] : null);
const later = (a: Range | null, b: Range | null): Range | null =>
  a && b ? [Math.max(a[0], b[0]), Math.max(a[1], b[1])] : null;
const least = (low: Range | null, high: Range | null): Range | null =>
  low && high ? [low[0], high[1]] : null;
const scaled = (range: Range | null, low: number, high: number): Range | null =>
  range && [range[0] * low, range[1] * high];
const times = (span: Span, low: number, high: number): Span => ({
  ...span,
  micros: scaled(span.micros, low, high),
  agents: scaled(span.agents, low, high)!,
});
const inTurn = (a: Span, b: Span): Span => ({
  waves: a.waves + b.waves,
  ms: sum(a.ms, b.ms),
  micros: sum(a.micros, b.micros),
  agents: sum(a.agents, b.agents)!,
});
const beside = (a: Span, b: Span): Span => ({
  ...inTurn(a, b),
  waves: Math.max(a.waves, b.waves),
  ms: later(a.ms, b.ms),
});
