import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFlow } from '@/contract/check-flow';
import type { FlowEdge, FlowNode } from '@/contract/flow';
import { meets, valueAt } from '@/contract/flow-condition';
import { fillIn, referencesIn } from '@/contract/flow-reference';

const node = (id: string, more: Partial<FlowNode> = {}): FlowNode => ({
  id,
  instructions: 'Do it.',
  ...more,
});
const edge = (source: string, target: string, more: Partial<FlowEdge> = {}): FlowEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  ...more,
});
const faultsOf = (nodes: FlowNode[], edges: FlowEdge[] = [], more: object = {}) =>
  checkFlow({ name: 'A flow', nodes, edges, ...more }).faults.map(
    ({ code, severity, path, nodeId, edgeId }) =>
      `${severity === 'warning' ? '~' : ''}${code} ${path} ${nodeId ?? edgeId ?? ''}`,
  );

describe('each fault is told with its place', () => {
  const a = node('a');
  const b = node('b');
  const c = node('c');
  const chain = [edge('a', 'b'), edge('b', 'c')];
  const cases: [string, string[], FlowNode[], FlowEdge[]?, object?][] = [
    ['nothing', [], [a, b, c], chain],
    ['no nodes', ['empty /nodes '], []],
    ['an id twice', ['duplicate_id /nodes/1/id a'], [a, node('a')]],
    [
      'an edge’s id twice',
      ['duplicate_id /edges/1/id e'],
      [a, b, c],
      [edge('a', 'b', { id: 'e' }), edge('b', 'c', { id: 'e' })],
    ],
    ['an edge to nowhere', ['dangling_edge /edges/0/target a>x'], [a], [edge('a', 'x')]],
    ['an edge from nowhere', ['dangling_edge /edges/0/source x>a'], [a], [edge('x', 'a')]],
    [
      'a circle',
      ['cycle /edges/0 b>c', 'unreachable /nodes/1 b', 'unreachable /nodes/2 c', '~unreachable /nodes/0 a'],
      [a, b, c],
      [edge('b', 'c'), edge('c', 'b')],
    ],
    ['a loop with a cap', [], [a, b, c], [...chain, edge('c', 'a', { maxIterations: 3 })]],
    ['a loop of one', [], [a], [edge('a', 'a', { maxIterations: 3 })]],
    [
      'a loop that does not lead back',
      ['bad_loop /edges/2/maxIterations a>c'],
      [a, b, c],
      [...chain, edge('a', 'c', { maxIterations: 3 })],
    ],
    ['a node apart', ['~unreachable /nodes/2 c'], [a, b, c], [edge('a', 'b')]],
    [
      'a condition nobody knows',
      ['bad_condition /edges/0/condition a>b', 'unreachable /nodes/1 b'],
      [a, b],
      [edge('a', 'b', { condition: { type: 'sometimes' } })],
    ],
    [
      'a path of no root',
      ['bad_condition /edges/0/condition a>b'],
      [a, b],
      [edge('a', 'b', { condition: { path: 'window.x', op: 'exists' } })],
    ],
    [
      'a condition without one',
      ['bad_condition /nodes/0/condition q', 'bad_condition /edges/0/sourceHandle q>b'],
      [node('q', { kind: 'condition' }), b],
      [edge('q', 'b')],
    ],
    ['a role there is not', ['unknown_role /nodes/0/role a'], [node('a', { role: 'wizard' })]],
    ['an engine there is not', ['unknown_engine /nodes/0/engine a'], [node('a', { engine: 'abacus' })]],
    [
      'a variable nobody declared',
      ['missing_variable /nodes/0/instructions a'],
      [node('a', { instructions: '{{vars.goal}}' })],
    ],
    [
      'a variable that is declared',
      [],
      [node('a', { instructions: '{{vars.goal}}' })],
      [],
      { variables: { goal: {} } },
    ],
    [
      'what objects inherit is no variable',
      ['missing_variable /nodes/0/instructions a'],
      [node('a', { instructions: '{{vars.constructor}}' })],
      [],
      { variables: {} },
    ],
    [
      'an input that nobody gives',
      ['missing_input /nodes/1/inputs/spec b'],
      [a, node('b', { inputs: { spec: null } })],
      [edge('a', 'b')],
    ],
    [
      'an input that an edge gives',
      [],
      [a, node('b', { requires: ['spec'] })],
      [edge('a', 'b', { targetHandle: 'spec' })],
    ],
    [
      'an input that is read and not there',
      ['missing_input /nodes/0/instructions a'],
      [node('a', { instructions: 'Read {{inputs.spec}}' })],
    ],
    [
      'an output of no node',
      ['missing_input /nodes/0/instructions a'],
      [node('a', { instructions: '{{nodes.x.output}}' })],
    ],
    [
      'an output of a later node',
      ['missing_input /nodes/0/instructions a'],
      [node('a', { instructions: '{{nodes.b.output}}' }), b],
      [edge('a', 'b')],
    ],
    ['an output of a node before', [], [a, b, node('c', { instructions: '{{nodes.a.output.x}}' })], chain],
    [
      'an output of a later node of the same loop',
      [],
      [node('a', { instructions: '{{nodes.c.output}}' }), b, c],
      [...chain, edge('c', 'a', { maxIterations: 2 })],
    ],
    [
      'a member of a list outside of a fan-out',
      ['missing_variable /nodes/0/instructions a'],
      [node('a', { instructions: '{{item.path}}' })],
    ],
    ['no instructions at all', ['missing_input /nodes/0/instructions a'], [{ id: 'a' }]],
    ['a wait without an end', ['missing_input /nodes/0/config/waitMs a'], [{ id: 'a', kind: 'wait' }]],
    ['a wrong shape', ['shape /nodes/0/config/maxRetries a'], [node('a', { config: { maxRetries: -1 } })]],
  ];
  it.each(cases)('%s', (_, expected, nodes, edges = [], more = {}) => {
    expect(faultsOf(nodes, edges, more).sort()).toEqual([...expected].sort());
  });

  it('a circle is named, node for node', () => {
    const [fault] = checkFlow({
      name: 'x',
      nodes: [a, b, c],
      edges: [...chain, edge('c', 'b')],
    }).faults;
    expect(fault!.code).toBe('cycle');
    expect(fault!.nodeIds).toHaveLength(3);
    expect(fault!.message).toMatch(/b → c → b|c → b → c/);
  });

  it('containers', () => {
    const of = (
      kind: FlowNode['kind'],
      config: FlowNode['config'],
      members: Partial<FlowNode>[],
      edges: FlowEdge[] = [],
    ) =>
      faultsOf(
        [{ id: 'box', kind, config }, ...members.map((more, i) => node(`m${i}`, { parent: 'box', ...more }))],
        edges,
      );
    const judge = { part: 'judge' as const };
    expect(of('parallel', { maxWorkers: 2 }, [{}, {}])).toEqual([]);
    expect(of('parallel', {}, [])).toEqual(['bad_container /nodes/0 box']);
    expect(of('parallel', {}, [{}, judge])).toEqual(['bad_container /nodes/2/part m1']);
    expect(of('parallel', {}, [{}, {}], [edge('m0', 'm1')])).toEqual(['bad_container /edges/0 m0>m1']);
    expect(of('sequential', {}, [{}, { instructions: '{{nodes.m0.output}}' }])).toEqual([]);
    expect(of('sequential', {}, [{ instructions: '{{nodes.m1.output}}' }, {}])).toHaveLength(1);
    expect(of('parallel', {}, [{}, { instructions: '{{nodes.m0.output}}' }])).toHaveLength(1);
    expect(of('batched', {}, [{}])).toEqual(['bad_container /nodes/0/config/batchSize box']);
    expect(of('n-version', { versions: 3 }, [{}, judge])).toEqual([]);
    expect(of('n-version', {}, [{}, judge])).toEqual(['bad_container /nodes/0/config/versions box']);
    expect(of('n-version', { versions: 3 }, [{}])).toEqual(['bad_container /nodes/0 box']);
    expect(of('debate', {}, [{}, {}, judge])).toEqual([]);
    expect(of('debate', {}, [{}, judge])).toHaveLength(1);
    expect(of('panel', { votes: 3 }, [{}, {}])).toEqual(['bad_container /nodes/0/config/votes box']);
    expect(of('fan-out', {}, [{}])).toEqual(['bad_container /nodes/0/config/items box']);
    expect(of('fan-out', { items: [1, 2] }, [{}, { instructions: '{{item}}' }], [edge('m0', 'm1')])).toEqual(
      [],
    );
    expect(faultsOf([node('a'), node('b', { parent: 'a' })])).toContain('bad_container /nodes/1/parent b');
    expect(faultsOf([{ id: 'a', kind: 'parallel', parent: 'a' }])).toContain(
      'bad_container /nodes/0/parent a',
    );
    expect(
      faultsOf([{ id: 'box', kind: 'parallel' }, node('m', { parent: 'box' }), node('z')], [edge('m', 'z')]),
    ).toContain('bad_container /edges/0 m>z');
  });
});

const graphs = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.boolean()), { maxLength: 2 * n }),
    reads: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 4 }),
  }),
);

describe('of any graph', () => {
  it('a circle is told exactly where there is one, and what is read too early exactly where it is', () => {
    fc.assert(
      fc.property(graphs, ({ n, edges, reads }) => {
        const reach = Array.from({ length: n }, () => new Array<boolean>(n).fill(false));
        for (const [a, b] of edges) reach[a]![b] = true;
        for (let k = 0; k < n; k++)
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) reach[i]![j] ||= reach[i]![k]! && reach[k]![j]!;
        const nodes = Array.from({ length: n }, (_, i) => {
          const read = reads
            .filter(([reader]) => reader === i)
            .map(([, source]) => `{{nodes.n${source}.output}}`);
          return node(`n${i}`, { instructions: `Do it. ${read.join(' ')}` });
        });
        const { faults } = checkFlow({
          name: 'x',
          nodes,
          edges: edges.map(([a, b], i) => edge(`n${a}`, `n${b}`, { id: `e${i}` })),
        });
        const circle = reach.some((row, i) => row[i]);
        const told = faults.filter(({ code }) => code === 'cycle');
        expect(told.length > 0).toBe(circle);
        for (const { nodeIds } of told) {
          expect(nodeIds!.at(-1)).toBe(nodeIds![0]);
          for (const [i, id] of nodeIds!.slice(1).entries())
            expect(edges.some(([a, b]) => `n${a}` === nodeIds![i] && `n${b}` === id)).toBe(true);
        }
        for (let i = 0; i < n; i++) {
          // Behind nothing but a circle: nobody who begins at once reaches it.
          const starts = nodes.map((_, at) => at).filter((at) => !edges.some(([, b]) => b === at));
          const begins = starts.some((start) => start === i || reach[start]![i]);
          const says = faults.some(
            ({ code, nodeId, severity }) =>
              code === 'unreachable' && nodeId === `n${i}` && severity === 'error',
          );
          expect(says).toBe(!begins);
        }
        if (circle) return;
        const early = new Set(
          reads.filter(([reader, source]) => !reach[source]![reader]).map(([reader]) => `n${reader}`),
        );
        expect(
          new Set(faults.filter(({ code }) => code === 'missing_input').map(({ nodeId }) => nodeId)),
        ).toEqual(early);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('whatever is given, faults are told and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (nodes, extra) => {
        for (const document of [
          nodes,
          { name: 'x', nodes },
          { name: 'x', nodes: [nodes, extra], edges: [extra] },
        ]) {
          const { ok, faults, flow } = checkFlow(document);
          expect(ok).toBe(!faults.some(({ severity }) => severity === 'error'));
          if (!flow) expect(faults.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('thousands of nodes take steps in proportion, wide, deep, in circles and with everybody reading everybody before', () => {
    const n = 3_000;
    const chainOf = (more: (i: number) => Partial<FlowNode>) =>
      Array.from({ length: n }, (_, i) => node(`n${i}`, more(i)));
    const chain = Array.from({ length: n - 1 }, (_, i) => edge(`n${i}`, `n${i + 1}`));
    expect(
      faultsOf(
        chainOf(() => ({})),
        chain,
      ),
    ).toEqual([]);
    expect(
      faultsOf(
        chainOf((i) => (i > 0 ? { instructions: '{{nodes.n0.output}}' } : {})),
        chain,
      ),
    ).toEqual([]);
    expect(
      faultsOf(
        chainOf((i) => ({ instructions: `x {{nodes.n${Math.floor(i / 2)}.output}}` })),
        chain,
      ),
    ).toEqual(['missing_input /nodes/0/instructions n0']);
    const loops = Array.from({ length: 500 }, (_, i) => edge(`n${n - 1 - i}`, `n${i}`, { maxIterations: 2 }));
    expect(
      faultsOf(
        chainOf(() => ({})),
        [...chain, ...loops],
      ),
    ).toEqual([]);
    const circles = Array.from({ length: n / 2 }, (_, i) => [
      edge(`n${2 * i}`, `n${2 * i + 1}`),
      edge(`n${2 * i + 1}`, `n${2 * i}`),
    ]).flat();
    const told = checkFlow({ name: 'x', nodes: chainOf(() => ({})), edges: circles }).faults;
    expect(told).toHaveLength(500);
    expect(told.filter(({ code }) => code === 'cycle')).toHaveLength(10);
    const fan = Array.from({ length: n - 2 }, (_, i) => [
      edge('n0', `n${i + 1}`),
      edge(`n${i + 1}`, `n${n - 1}`),
    ]).flat();
    expect(
      faultsOf(
        chainOf(() => ({})),
        fan,
      ),
    ).toEqual([]);
  }, 60_000);
});

describe('a condition', () => {
  const scope = {
    output: { verdict: 'pass', score: 7, tags: ['a', { b: 1 }] },
    status: 'success',
    vars: { n: 3 },
  };
  it.each([
    ['eq', 'output.verdict', 'pass', true],
    ['ne', 'output.verdict', 'pass', false],
    ['gt', 'output.score', 6, true],
    ['gte', 'output.score', 8, false],
    ['lt', 'output.score', '8', false],
    ['lte', 'vars.n', 3, true],
    ['in', 'output.verdict', ['fail', 'pass'], true],
    ['contains', 'output.tags', { b: 1 }, true],
    ['contains', 'output.verdict', 'as', true],
    ['starts-with', 'status', 'succ', true],
    ['ends-with', 'status', 'x', false],
    ['exists', 'output.none', undefined, false],
    ['missing', 'output.none.deeper', undefined, true],
    ['eq', 'output.tags.1.b', 1, true],
    ['exists', 'output.tags.length', undefined, true],
    ['exists', 'output.constructor', undefined, false],
    ['exists', 'output.__proto__', undefined, false],
    ['eq', 'output.none', undefined, true],
  ] as const)('%s %s %o is %s', (op, path, value, expected) => {
    expect(meets({ path, op, ...(value === undefined ? {} : { value: value as never }) }, scope)).toBe(
      expected,
    );
  });

  it('of several holds where all or any do', () => {
    const yes = { path: 'status', op: 'eq', value: 'success' } as const;
    const no = { path: 'status', op: 'eq', value: 'failure' } as const;
    expect([meets({ all: [yes, no] }, scope), meets({ any: [yes, no] }, scope)]).toEqual([false, true]);
    expect([meets({ all: [yes, yes] }, scope), meets({ any: [no, no] }, scope)]).toEqual([true, false]);
  });

  it('is never code', () => {
    expect(
      checkFlow({
        name: 'x',
        nodes: [node('a'), node('b')],
        edges: [edge('a', 'b', { condition: 'true || output' })],
      }).ok,
    ).toBe(false);
    expect(valueAt('output.tags.0', scope)).toBe('a');
  });
});

it('references are filled in once, and what fills them in is not read again', () => {
  const scope = { vars: { goal: '{{vars.secret}}', secret: 's', list: [1] } };
  expect(fillIn('{{vars.goal}} {{ vars.list }} {{vars.none}} {{other}}', scope)).toMatchObject({
    text: '{{vars.secret}} [1] {{vars.none}} {{other}}',
    missing: ['vars.none'],
  });
  expect(referencesIn('{{vars.a}} {{vars.a}} {{x.y}} {{nodes.b.output.0}}')).toEqual([
    'vars.a',
    'nodes.b.output.0',
  ]);
});
