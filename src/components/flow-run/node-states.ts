import type { FlowDocument, FlowNode } from '@/contract/flow';
import type { FlowNodeRun, FlowNodeStatus, FlowRunStatus } from '@/contract/flow-run';
import { isBackEdge, isContainer } from '@/contract/flow-settings';
import { reasonWords } from '../task/reason-words';
import type { StatusWord } from '../task/status-vocabulary';
import { words } from '../words/flow-run-nodes';
import { becauseOf, runHasEnded, STEP, wordOf } from './step-words';

/** A step as a run, a replay or a simulation tells of it. */
export type Step = Pick<
  FlowNodeRun,
  'id' | 'nodeId' | 'part' | 'path' | 'kind' | 'status' | 'reason' | 'task' | 'startedAt' | 'endedAt'
>;

/** Where a node of the document stands in a run: all that is made of it in one. */
export interface NodeState {
  nodeId: string;
  label: string;
  status: FlowNodeStatus;
  words: StatusWord;
  /** Why it stands there; null where its word says all. */
  why: string | null;
  startedAt: string | null;
  /** null: it has not ended. */
  endedAt: string | null;
  micros: number;
  /** `2/3`: which try of how many; null where no task does it. */
  tries: string | null;
  /** How many of its steps have ended, where a list, a loop or a strategy makes several. */
  parts: { ended: number; all: number } | null;
  /** The step that says the most about it. */
  lead: Step | null;
}

export const ENDED: ReadonlySet<FlowNodeStatus> = new Set(['succeeded', 'failed', 'skipped', 'cancelled']);
export const hasEnded = (status: FlowNodeStatus) => ENDED.has(status);

/** Where each node stands, in the order of the document. Pure. */
export function nodeStates(
  flow: FlowDocument,
  steps: readonly Step[],
  run: FlowRunStatus,
): Map<string, NodeState> {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const labelOf = (id: string) => nodes.get(id)?.label || id;
  const own = ownSteps(nodes, steps);
  const states = new Map<string, NodeState>();
  for (const node of flow.nodes)
    states.set(node.id, stateOf(node, latest(own.get(node.id) ?? [], own.loops)));
  const before = new Map<string, string[]>();
  for (const edge of flow.edges)
    if (!isBackEdge(edge)) before.set(edge.target, [...(before.get(edge.target) ?? []), edge.source]);
  for (const state of states.values())
    states.set(state.nodeId, explained(state, { states, nodes, before, labelOf, run }));
  return states;
}

/** Steps by their node; parts that only hold a strategy together are nobody's. */
function ownSteps(nodes: ReadonlyMap<string, FlowNode>, steps: readonly Step[]) {
  const own = Object.assign(new Map<string, Step[]>(), { loops: new Set<string>() });
  for (const step of steps) {
    if (step.kind === 'loop') own.loops.add(JSON.stringify(step.path) + step.nodeId);
    const node = nodes.get(step.nodeId);
    if (!node || step.kind === 'loop') continue;
    if (isContainer(node) ? step.kind !== 'each' : step.kind === 'join' && step.part !== null) continue;
    const list = own.get(step.nodeId);
    if (list) list.push(step);
    else own.set(step.nodeId, [step]);
  }
  return own;
}

/** Of steps that a loop does again and again the last; those of a list and of a strategy all. */
function latest(steps: Step[], loops: ReadonlySet<string>): Step[] {
  if (loops.size === 0 || steps.length < 2) return steps;
  const last = new Map<string, { step: Step; rounds: number[] }>();
  for (const step of steps) {
    const rounds: number[] = [];
    const fixed = step.path.map(({ nodeId, round }, i) => {
      if (!loops.has(JSON.stringify(step.path.slice(0, i)) + nodeId)) return `${nodeId}#${round}`;
      rounds.push(round);
      return nodeId;
    });
    const key = JSON.stringify([fixed, step.part]);
    const known = last.get(key);
    if (!known || isLater(rounds, known.rounds)) last.set(key, { step, rounds });
  }
  return [...last.values()].map(({ step }) => step);
}

function isLater(a: number[], b: number[]): boolean {
  const at = a.findIndex((round, i) => round !== b[i]);
  return at >= 0 && a[at]! > (b[at] ?? -1);
}

/** What says the most comes first. */
const WEIGHT: FlowNodeStatus[] = [
  'review',
  'running',
  'ready',
  'waiting',
  'failed',
  'cancelled',
  'succeeded',
  'skipped',
];

function stateOf(node: FlowNode, steps: Step[]): NodeState {
  const found = WEIGHT.find((status) => steps.some((step) => step.status === status)) ?? 'waiting';
  const ended = steps.filter(({ status }) => ENDED.has(status)).length;
  const status = found === 'waiting' && ended > 0 ? 'running' : found;
  const lead = steps.find((step) => step.status === found) ?? null;
  const task = lead?.task;
  const times = (pick: 'startedAt' | 'endedAt') => steps.flatMap((step) => step[pick] ?? []).sort();
  return {
    nodeId: node.id,
    label: node.label || node.id,
    status,
    words: wordOf(status, task?.status),
    why: null,
    startedAt: times('startedAt')[0] ?? null,
    endedAt: ENDED.has(status) ? (times('endedAt').at(-1) ?? null) : null,
    micros: steps.reduce((sum, step) => sum + (step.task?.spentMicros ?? 0), 0),
    tries: task && steps.length === 1 ? `${task.tries}/${task.triesMost}` : null,
    parts: steps.length > 1 ? { ended, all: steps.length } : null,
    lead,
  };
}

interface Around {
  states: ReadonlyMap<string, NodeState>;
  nodes: ReadonlyMap<string, FlowNode>;
  before: ReadonlyMap<string, string[]>;
  labelOf(id: string): string;
  run: FlowRunStatus;
}

/** A state with the reason for it. What its container never came to has not waited: it was skipped. */
function explained(state: NodeState, { states, nodes, before, labelOf, run }: Around): NodeState {
  const { status, lead } = state;
  const box = states.get(nodes.get(state.nodeId)?.parent ?? '');
  if (status === 'waiting') {
    if (!lead && box && ENDED.has(box.status))
      return { ...state, status: 'skipped', words: STEP.skipped, why: words.why.without(box.label) };
    if (!lead && runHasEnded(run))
      return { ...state, status: 'skipped', words: STEP.skipped, why: words.why.withoutRun };
    const open = (before.get(state.nodeId) ?? []).filter(
      (id) => !ENDED.has(states.get(id)?.status ?? 'skipped'),
    );
    if (open.length > 0) return { ...state, why: words.why.waits(listOf(open.map(labelOf))) };
    return { ...state, why: box ? words.why.turn(box.label) : null };
  }
  if (status === 'ready') return { ...state, why: run === 'PAUSED' ? words.why.paused : words.why.full };
  if (status === 'running') {
    const { parts } = state;
    if (parts) return { ...state, why: words.why.parts(parts.ended, parts.all) };
    return { ...state, why: reasonWords(lead?.task?.reason ?? null) };
  }
  return { ...state, why: becauseOf(lead?.reason ?? null, labelOf) };
}

const MOST_NAMED = 3;
const listOf = (names: string[]) =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : words.why.more(names.slice(0, MOST_NAMED).join(', '), names.length - MOST_NAMED);

/** The same states object for object where nothing of them changed, so that only what changed is drawn again. */
export function keepEqual(
  last: ReadonlyMap<string, NodeState>,
  next: ReadonlyMap<string, NodeState>,
): Map<string, NodeState> {
  return new Map(
    [...next].map(([id, state]) => {
      const known = last.get(id);
      return [id, known && isEqual(known, state) ? known : state];
    }),
  );
}

const isEqual = (a: NodeState, b: NodeState) =>
  (Object.keys(a) as (keyof NodeState)[]).every(
    (key) => a[key] === b[key] || (key === 'parts' && JSON.stringify(a.parts) === JSON.stringify(b.parts)),
  );
