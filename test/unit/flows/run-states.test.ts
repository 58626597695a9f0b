import { describe, expect, it } from 'vitest';
import { inputFields, readInputs } from '@/components/flow-run/inputs-form';
import { keepEqual, type NodeState, nodeStates, type Step } from '@/components/flow-run/node-states';
import { remainingOf } from '@/components/flow-run/remaining';
import { momentsOf, spanOf, stepsAt } from '@/components/flow-run/replay';
import type { FlowDocument } from '@/contract/flow';

const flow: FlowDocument = {
  name: 'x',
  nodes: [
    { id: 'a', label: 'Plan' },
    { id: 'b', label: 'Code' },
    { id: 'c' },
    { id: 'box', kind: 'parallel' },
    { id: 'm', parent: 'box' },
    { id: 'gate', kind: 'review' },
  ],
  edges: [
    { id: '1', source: 'a', target: 'b' },
    { id: '2', source: 'b', target: 'c' },
    { id: '3', source: 'a', target: 'box' },
    { id: '4', source: 'box', target: 'gate' },
  ],
};
const at = (seconds: number) => new Date(1_000_000_000_000 + seconds * 1000).toISOString();
const step = (nodeId: string, status: Step['status'], more: Partial<Step> = {}): Step => ({
  ...{ id: `${nodeId}-${status}`, nodeId, part: null, path: [], kind: 'task', status, reason: null },
  ...{ task: null, startedAt: null, endedAt: null },
  ...more,
});
const told = (states: ReadonlyMap<string, NodeState>) =>
  Object.fromEntries(
    [...states].map(([id, { status, why }]) => [id, why === null ? status : `${status}: ${why}`]),
  );
const task = (more: object): NonNullable<Step['task']> => ({
  ...{ id: 'task_1' as never, ref: 'TASK-1', status: 'IN_PROGRESS', reason: null },
  ...{ attempt: 1, tries: 2, triesMost: 3, spentMicros: 5 },
  ...more,
});

describe('where the nodes of a run stand', () => {
  it('a failure is told to all that were skipped for it, by the label of where it began', () => {
    const states = nodeStates(
      flow,
      [
        step('a', 'failed', { reason: 'timeout' }),
        step('b', 'skipped', { reason: 'dependency_failed:a' }),
        step('c', 'skipped', { reason: 'dependency_failed:a' }),
        step('box', 'skipped', { kind: 'each', reason: 'dependency_failed:a' }),
        step('gate', 'skipped', { kind: 'review', reason: 'condition:b' }),
      ],
      'FAILED',
    );
    expect(told(states)).toEqual({
      a: 'failed: time cap reached',
      b: 'skipped: Plan failed',
      c: 'skipped: Plan failed',
      box: 'skipped: Plan failed',
      m: 'skipped: box ended without it',
      gate: 'skipped: the condition at Code did not hold',
    });
    expect(states.get('b')!.words.shape).not.toBe(states.get('a')!.words.shape);
  });

  it('what waits says for what, what is held back why, and a task says more than its step', () => {
    const steps = [
      step('a', 'running', { task: task({ status: 'BLOCKED', reason: 'lock:src/a.ts' }) }),
      step('b', 'waiting'),
      step('c', 'ready'),
      step('box', 'waiting', { kind: 'each' }),
      step('gate', 'review', { kind: 'review' }),
    ];
    const states = nodeStates(flow, steps, 'PAUSED');
    expect(told(states)).toEqual({
      a: 'running: waits for src/a.ts',
      b: 'waiting: waits for Plan',
      c: 'ready: the run is paused',
      box: 'waiting: waits for Plan',
      m: 'waiting: waits for its turn in box',
      gate: 'review',
    });
    expect(states.get('a')).toMatchObject({ words: { word: 'Blocked' }, tries: '2/3', micros: 5 });
    const shapes = [...states.values(), nodeStates(flow, [step('a', 'skipped')], 'RUNNING').get('a')!].map(
      ({ words }) => words.shape,
    );
    expect(new Set(shapes)).toEqual(new Set(['octagon', 'dashed', 'circle', 'eye', 'skip']));
  });

  it('a list counts all its rounds, a loop only its last, and joins within a strategy count for nobody', () => {
    const round = (nodeId: string, n: number) => ({ nodeId, round: n });
    const steps = [
      step('box', 'running', { kind: 'each' }),
      step('box', 'waiting', { kind: 'join', part: 'at least 1' }),
      step('m', 'succeeded', { path: [round('box', 0)] }),
      step('m', 'failed', { path: [round('box', 1)] }),
      step('m', 'running', { path: [round('box', 2)] }),
      step('b', 'running', { kind: 'loop', part: 'loop' }),
      step('a', 'failed', { path: [round('b', 0)], endedAt: at(1) }),
      step('a', 'succeeded', { path: [round('b', 1)], endedAt: at(9) }),
    ];
    const states = nodeStates(flow, steps, 'RUNNING');
    expect(states.get('m')).toMatchObject({ status: 'running', parts: { ended: 2, all: 3 } });
    expect(states.get('a')).toMatchObject({ status: 'succeeded', endedAt: at(9), parts: null });
    expect(states.get('box')).toMatchObject({ status: 'running', parts: null });
  });

  it('what has not changed stays the same object', () => {
    const steps = [step('a', 'running'), step('b', 'waiting')];
    const first = nodeStates(flow, steps, 'RUNNING');
    const next = keepEqual(first, nodeStates(flow, [step('a', 'succeeded'), steps[1]!], 'RUNNING'));
    expect(next.get('a')).not.toBe(first.get('a'));
    expect(next.get('c')).toBe(first.get('c'));
  });
});

describe('a run that is looked at again', () => {
  const steps = [
    step('a', 'succeeded', { startedAt: at(0), endedAt: at(10), task: task({ status: 'COMPLETED' }) }),
    step('gate', 'failed', { kind: 'review', reason: 'rejected', startedAt: at(10), endedAt: at(30) }),
    step('b', 'skipped', { reason: 'dependency_failed:gate', endedAt: at(30) }),
  ];
  it('stands at each moment as it stood then', () => {
    const statuses = (moment: number) => stepsAt(steps, Date.parse(at(moment))).map(({ status }) => status);
    expect(statuses(-1)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(statuses(5)).toEqual(['running', 'waiting', 'waiting']);
    expect(statuses(10)).toEqual(['succeeded', 'review', 'waiting']);
    expect(statuses(30)).toEqual(['succeeded', 'failed', 'skipped']);
    expect(stepsAt(steps, Date.parse(at(5)))[0]).toMatchObject({ endedAt: null, reason: null, task: null });
  });
  it('reaches from the first beginning to the last end', () => {
    expect(spanOf(steps)).toEqual({ from: Date.parse(at(0)), to: Date.parse(at(30)) });
    expect(momentsOf(steps)).toEqual([0, 10, 30].map((one) => Date.parse(at(one))));
    expect(spanOf([step('a', 'cancelled')])).toBeNull();
  });
});

it('what may still take so long is what has not ended, less what is at work has taken', () => {
  const nodes = [{ id: 'a' }, { id: 'b' }];
  const two: FlowDocument = { name: 'x', nodes, edges: [{ id: '1', source: 'a', target: 'b' }] };
  const history = [
    { role: 'coding', runs: 3, ms: [10_000, 20_000] as [number, number], micros: [1, 2] as [number, number] },
  ];
  const left = (steps: Step[], known = history) =>
    remainingOf(two, nodeStates(two, steps, 'RUNNING'), known, Date.parse(at(4)));
  expect(left([step('a', 'running', { startedAt: at(0) }), step('b', 'waiting')])).toEqual([16_000, 40_000]);
  expect(left([step('a', 'succeeded', { endedAt: at(1) }), step('b', 'waiting')])).toEqual([10_000, 20_000]);
  expect(left([step('a', 'waiting')], [])).toBeNull();
});

describe('the form of a flow’s variables', () => {
  const fields = inputFields({
    ...flow,
    variables: {
      goal: { type: 'string' },
      many: { type: 'number', default: 2 },
      sure: { type: 'boolean', required: false },
      files: { type: 'list', description: 'Which files.' },
    },
  });
  it('asks for what has no default, and says what is taken unless told', () => {
    expect(fields.map(({ name, kind, required, given }) => [name, kind, required, given])).toEqual([
      ['goal', 'text', true, null],
      ['many', 'number', false, '2'],
      ['sure', 'yes-no', false, null],
      ['files', 'json', true, null],
    ]);
  });
  it('gives values of their kinds, leaves out what is empty, and names what cannot be read', () => {
    expect(readInputs(fields, { goal: 'g', sure: 'false', files: '["a"]' })).toEqual({
      inputs: { goal: 'g', sure: false, files: ['a'] },
      faults: {},
    });
    const { faults } = readInputs(fields, { many: 'x', files: '[' });
    expect(Object.keys(faults)).toEqual(['goal', 'many', 'files']);
  });
});
