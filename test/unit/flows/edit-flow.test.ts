import { describe, expect, it } from 'vitest';
import { alignNodes } from '@/components/flow/align-nodes';
import {
  copyOf,
  moved,
  renamed,
  withCopies,
  withEdge,
  withMember,
  withNode,
  without,
} from '@/components/flow/edit-flow';
import { beginEditing, changed, redone, undone } from '@/components/flow/editing-state';
import { fieldKindOf, memberAt } from '@/components/flow/field-kind';
import { foldedAtFirst, withoutFolded } from '@/components/flow/folding';
import { layOut, sizesOf } from '@/components/flow/lay-out';
import { membersOf } from '@/components/flow/node-words';
import { outlineRows } from '@/components/flow/outline-rows';
import { type FlowDocument, FlowEdge, FlowNode, FlowNodeKind } from '@/contract/flow';
import { planFlow } from '@/contract/flow-plan';

const flow: FlowDocument = {
  name: 'x',
  mine: 1,
  nodes: [
    { id: 'a', instructions: 'One', own: true },
    { id: 'box', kind: 'parallel' },
    { id: 'm', parent: 'box' },
    { id: 'z' },
  ],
  edges: [
    { id: 'e1', source: 'a', target: 'box' },
    { id: 'e2', source: 'box', target: 'z' },
  ],
};

describe('editing', () => {
  it('takes a container away with its members and edges, and undo gives back the same', () => {
    const state = changed(beginEditing(flow), without(flow, new Set(['box']), new Set()));
    expect(state.now.nodes.map(({ id }) => id)).toEqual(['a', 'z']);
    expect(state.now.edges).toEqual([]);
    expect(undone(state).now).toBe(flow);
    expect(redone(undone(state)).now).toBe(state.now);
    expect(undone(beginEditing(flow)).now).toBe(flow);
  });

  it('undoes typing in one field as one step, and forgets what was undone when something else is done', () => {
    const typed = ['O', 'On', 'One!'].reduce(
      (state, text) =>
        changed(state, withMember(state.now, 'nodes', 'a', ['instructions'], text), 'a instructions'),
      beginEditing(flow),
    );
    expect(typed.now.nodes[0]!.instructions).toBe('One!');
    const back = undone(typed);
    expect(back.now).toBe(flow);
    expect(changed(back, withEdge(flow, 'a', 'z')).future).toEqual([]);
  });

  it('changes one member and leaves all others as they were; what is taken away is gone', () => {
    const next = withMember(flow, 'nodes', 'a', ['config', 'maxRetries'], 2);
    expect(next.nodes[0]).toEqual({ id: 'a', instructions: 'One', own: true, config: { maxRetries: 2 } });
    expect(next.nodes[1]).toBe(flow.nodes[1]);
    expect(next.mine).toBe(1);
    expect('instructions' in withMember(flow, 'nodes', 'a', ['instructions'], undefined).nodes[0]!).toBe(
      false,
    );
  });

  it('copies nodes with the edges between them under ids of their own', () => {
    const { flow: next, ids } = withCopies(flow, copyOf(flow, new Set(['a', 'box', 'm'])));
    expect(ids).toEqual(['a-2', 'box-2', 'm-2']);
    expect(next.nodes.at(-1)).toMatchObject({ id: 'm-2', parent: 'box-2' });
    expect(next.edges.at(-1)).toMatchObject({ source: 'a-2', target: 'box-2' });
    expect(new Set(next.edges.map(({ id }) => id)).size).toBe(3);
  });

  it('names a node anew wherever it is named, and connects two once', () => {
    const next = renamed(flow, 'box', 'group');
    expect(next.nodes[2]!.parent).toBe('group');
    expect(next.edges.map(({ source, target }) => [source, target])).toEqual([
      ['a', 'group'],
      ['group', 'z'],
    ]);
    expect(renamed(flow, 'box', 'a')).toBe(flow);
    expect(withEdge(flow, 'a', 'box')).toBe(flow);
    expect(withNode(flow, 'task', { x: 0, y: 0 }).id).toBe('task');
  });

  it('lays nodes out so that edges lead to the right, and a container holds its members', () => {
    const laid = moved(flow, layOut(flow));
    const [a, box, m, z] = laid.nodes.map(({ position }) => position!);
    expect(a!.x).toBeLessThan(box!.x);
    expect(box!.x).toBeLessThan(z!.x);
    const size = sizesOf(laid).get('box')!;
    expect(m!.x + 208).toBeLessThanOrEqual(size.width);
    expect(m!.y + 56).toBeLessThanOrEqual(size.height);
  });

  it('has a field for every member that a form offers, found in the schema', () => {
    for (const kind of FlowNodeKind.options)
      for (const path of membersOf(kind))
        expect(fieldKindOf(memberAt(FlowNode, path).schema).kind).toBeTruthy();
    expect(fieldKindOf(memberAt(FlowNode, ['config', 'requiresReview']).schema)).toEqual({ kind: 'boolean' });
    expect(fieldKindOf(memberAt(FlowNode, ['config', 'timeout']).schema)).toEqual({ kind: 'number' });
    expect(fieldKindOf(memberAt(FlowNode, ['acceptance']).schema)).toEqual({ kind: 'lines' });
    expect(fieldKindOf(memberAt(FlowNode, ['condition']).schema)).toEqual({ kind: 'json' });
    expect(fieldKindOf(memberAt(FlowEdge, ['on']).schema)).toMatchObject({ kind: 'choice' });
  });
});

describe('a dry run', () => {
  const history = [
    { role: 'coding', runs: 5, ms: [10, 20] as [number, number], micros: [1, 2] as [number, number] },
  ];
  const node = (id: string, more: Partial<FlowNode> = {}): FlowNode => ({ id, instructions: 'x', ...more });
  const plan = (nodes: FlowNode[], edges: [string, string][] = []) =>
    planFlow(
      { name: 'x', nodes, edges: edges.map(([source, target]) => ({ id: source + target, source, target })) },
      history,
    );

  it('says waves, the longest way, and ranges by history', () => {
    const seen = plan(
      ['a', 'b', 'c', 'd'].map((id) => node(id)),
      [
        ['a', 'b'],
        ['a', 'c'],
        ['c', 'd'],
      ],
    );
    expect(seen).toMatchObject({
      waves: [['a'], ['b', 'c'], ['d']],
      criticalPath: ['a', 'c', 'd'],
      agents: [4, 4],
      ms: [30, 60],
      micros: [4, 8],
      unknownRoles: [],
      notes: [],
    });
  });

  it('says that it does not know where a role has no history', () => {
    const seen = plan([node('a', { role: 'planner' }), node('b')], [['a', 'b']]);
    expect(seen).toMatchObject({ ms: null, micros: null, unknownRoles: ['planner'], agents: [2, 2] });
  });

  it('counts containers by what they do', () => {
    const box = (kind: FlowNode['kind'], config: FlowNode['config'], members: Partial<FlowNode>[]) =>
      plan([
        { id: 'box', kind, config },
        ...members.map((more, i) => node(`m${i}`, { parent: 'box', ...more })),
      ]);
    const judge = { part: 'judge' as const, role: 'coding' };
    expect(box('parallel', {}, [{}, {}, {}])).toMatchObject({ ms: [10, 20], micros: [3, 6], agents: [3, 3] });
    expect(box('parallel', { maxWorkers: 2 }, [{}, {}, {}])).toMatchObject({ ms: [20, 40], micros: [3, 6] });
    expect(box('sequential', {}, [{}, {}])).toMatchObject({ ms: [20, 40], micros: [2, 4] });
    expect(box('fallback', {}, [{}, {}])).toMatchObject({ ms: [10, 40], micros: [1, 4], agents: [1, 2] });
    expect(box('batched', { batchSize: 2 }, [{}, {}, {}])).toMatchObject({ ms: [20, 40], micros: [3, 6] });
    expect(box('n-version', { versions: 3 }, [{}, judge])).toMatchObject({
      ms: [20, 40],
      micros: [4, 8],
      agents: [4, 4],
    });
    expect(box('fan-out', { items: [1, 2, 3], maxWorkers: 2 }, [{}])).toMatchObject({
      ms: [20, 40],
      micros: [3, 6],
    });
    expect(box('fan-out', { items: { path: 'vars.x' } }, [{}]).notes).toHaveLength(1);
  });
});

describe('placing and folding', () => {
  const at = (id: string, x: number, y: number, parent?: string) => ({ id, parent, position: { x, y } });
  const four: FlowDocument = {
    name: 'x',
    nodes: [
      at('a', 0, 50),
      at('b', 300, 10),
      at('c', 1000, 30),
      { ...at('box', 0, 300), kind: 'parallel' },
      at('m', 24, 48, 'box'),
      at('n', 90, 48, 'box'),
    ],
    edges: [
      { id: '1', source: 'a', target: 'm' },
      { id: '2', source: 'a', target: 'n' },
      { id: '3', source: 'm', target: 'n' },
      { id: '4', source: 'n', target: 'c' },
    ],
  };
  const chosen = new Set(['a', 'b', 'c', 'm', 'n']);
  it('aligns those of one frame with each other, not with those of another', () => {
    expect(Object.fromEntries(alignNodes(four, chosen, 'left'))).toEqual({
      ...{ a: { x: 0, y: 50 }, b: { x: 0, y: 10 }, c: { x: 0, y: 30 } },
      ...{ m: { x: 24, y: 48 }, n: { x: 24, y: 48 } },
    });
    expect(alignNodes(four, chosen, 'top').get('c')).toEqual({ x: 1000, y: 10 });
  });
  it('distributes with equal gaps between the first and the last, which stay', () => {
    expect(Object.fromEntries(alignNodes(four, chosen, 'across'))).toEqual({
      ...{ a: { x: 0, y: 50 }, b: { x: 500, y: 10 }, c: { x: 1000, y: 30 } },
    });
  });
  it('a folded container hides its members, takes over their edges, and is as small as a node', () => {
    const folded = new Set(['box']);
    const { flow: left, hidden } = withoutFolded(four, folded);
    expect(left.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'box']);
    expect(left.edges.map(({ source, target }) => [source, target])).toEqual([
      ['a', 'box'],
      ['box', 'c'],
    ]);
    expect(hidden.get('box')).toBe(2);
    expect(sizesOf(left, folded).get('box')).toEqual(sizesOf(left, folded).get('a'));
    expect(withoutFolded(four, new Set()).flow).toBe(four);
    expect(outlineRows(four, folded).map(({ node }) => node.id)).toEqual(['a', 'b', 'c', 'box']);
    expect(outlineRows(four).map(({ level }) => level)).toEqual([1, 1, 1, 1, 2, 2]);
  });
  it('a large flow begins with its containers folded', () => {
    const many = Array.from({ length: 150 }, (_, i) => ({ id: `n${i}` }));
    expect(foldedAtFirst(four)).toEqual(new Set());
    expect(foldedAtFirst({ ...four, nodes: [...four.nodes, ...many] })).toEqual(new Set(['box']));
  });
});
