import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFlow } from '@/contract/check-flow';
import { FlowDocument } from '@/contract/flow';
import { conditionOf, onOf, retriesOf, timeoutMsOf, timeoutUnitOf } from '@/contract/flow-settings';
import { readFlow } from '@/domain/flows/read-flow';

const planner = readFileSync('test/fixtures/planner-flow.json', 'utf8');
const minimal = {
  id: 'f',
  version: 3,
  name: 'Two steps',
  description: '',
  nodes: [
    {
      id: 'a',
      agentId: 'planner',
      label: 'A',
      instructions: 'Plan',
      inputs: { goal: 'x' },
      position: { x: 100, y: 100 },
      config: { retryOnFailure: true, maxRetries: 3, timeout: 60000, requiresReview: false },
      status: 'pending',
      colour: 'red',
    },
    { id: 'b', agentId: 'my-own-name', label: 'B', instructions: 'Do', inputs: {}, status: 'pending' },
  ],
  edges: [
    { id: 'e', source: 'a', target: 'b', sourceHandle: 'output', targetHandle: 'input', animated: true },
  ],
  metadata: { author: 'x' },
  viewport: { zoom: 1 },
};

describe('a flow.json', () => {
  it.each([
    ['as it always was', JSON.stringify(minimal)],
    ['as planners write it', planner],
  ])('%s is exported as it was imported, and has no fault', (_, content) => {
    const { format, document, notes } = readFlow({ content });
    expect({ format, notes }).toEqual({ format: 'flow-json', notes: [] });
    const { flow, faults } = checkFlow(document);
    expect(faults).toEqual([]);
    expect(flow).toEqual(JSON.parse(content));
    expect(JSON.stringify(FlowDocument.parse(document))).toEqual(JSON.stringify(FlowDocument.parse(flow)));
  });

  it('has timeouts in seconds where every one is below 10,000, else in milliseconds, unless it says which', () => {
    const unit = (timeouts: number[], told?: string) => {
      const nodes = timeouts.map((timeout, i) => ({ id: String(i), config: { timeout } }));
      return timeoutUnitOf({ nodes, ...(told ? { metadata: { timeoutUnit: told } } : {}) });
    };
    expect(unit([300, 600])).toBe('s');
    expect(unit([9_999])).toBe('s');
    expect(unit([10_000])).toBe('ms');
    expect(unit([300, 60_000])).toBe('ms');
    expect(unit([300], 'ms')).toBe('ms');
    expect(unit([86_400], 's')).toBe('s');
    expect(unit([])).toBe('ms');
    const { nodes } = FlowDocument.parse(JSON.parse(planner));
    expect(timeoutMsOf(nodes[0]!, timeoutUnitOf({ nodes }))).toBe(600_000);
    expect(timeoutMsOf(minimal.nodes[0]!, 'ms')).toBe(60_000);
  });

  it('with timeouts of both units is not guessed at: the short one is named with the way out', () => {
    const nodes = [300, 60_000].map((timeout, i) => ({
      id: `n${i}`,
      instructions: 'x',
      config: { timeout },
    }));
    const edges = [{ id: 'e', source: 'n0', target: 'n1' }];
    const { faults } = checkFlow({ name: 'x', nodes, edges });
    expect(faults).toMatchObject([{ code: 'bad_timeout', nodeId: 'n0', path: '/nodes/0/config/timeout' }]);
    expect(faults[0]!.message).toContain('metadata.timeoutUnit');
  });

  it('lets an edge through on what its condition says, and never on what nobody knows', () => {
    const on = (edge: object) => onOf({ id: 'e', source: 'a', target: 'b', ...edge });
    expect(on({})).toBe('success');
    expect(on({ condition: null })).toBe('success');
    expect(on({ condition: { type: 'success' } })).toBe('success');
    expect(on({ condition: { type: 'failure' } })).toBe('failure');
    expect(on({ condition: { type: 'always' } })).toBe('any');
    expect(on({ condition: 'failure' })).toBe('failure');
    expect(on({ condition: { type: 'toString' } })).toBeNull();
    expect(on({ condition: 'process.exit()' })).toBeNull();
    expect(on({ on: 'any', condition: { path: 'output.x', op: 'eq', value: 1 } })).toBe('any');
    expect(conditionOf({ id: 'e', source: 'a', target: 'b', condition: { type: 'success' } })).toBeNull();
  });

  it('is tried again as its config says', () => {
    expect(retriesOf({ id: 'a', config: { retryOnFailure: false, maxRetries: 5 } })).toBe(0);
    expect(retriesOf({ id: 'a', config: { retryOnFailure: true } })).toBe(3);
    expect(retriesOf({ id: 'a', config: { maxRetries: 1 } })).toBe(1);
    expect(retriesOf({ id: 'a' })).toBe(2);
  });
});

describe('a tasks.json of task-master', () => {
  const tasks = [
    { id: 1, title: 'Set up', status: 'done', dependencies: [] },
    {
      id: 2,
      title: 'Core',
      description: 'The core.',
      details: 'With care.',
      testStrategy: 'Unit tests.',
      status: 'pending',
      priority: 'high',
      dependencies: [1],
    },
    {
      id: 3,
      title: 'Page',
      status: 'pending',
      dependencies: [2],
      subtasks: [
        { id: 1, title: 'Head', status: 'done', dependencies: [] },
        { id: 2, title: 'Body', status: 'pending', dependencies: [1] },
        { id: 3, title: 'Foot', status: 'pending', dependencies: ['3.2', 1] },
      ],
    },
    { id: 4, title: 'Ship', status: 'pending', dependencies: [3] },
  ];
  const edgesOf = (document: unknown) => FlowDocument.parse(document).edges.map(({ id }) => id);

  it('becomes nodes and edges; what is done holds nobody up; sub-tasks stand before what waits for their task', () => {
    const { format, document, notes } = readFlow({ content: JSON.stringify({ tasks, meta: {} }) });
    expect(format).toBe('task-master');
    expect(notes).toEqual(['2 that are done or cancelled were left out.']);
    const { flow, faults } = checkFlow(document);
    expect(faults).toEqual([]);
    expect(flow!.nodes.map(({ id }) => id)).toEqual(['task-2', 'task-3-2', 'task-3-3', 'task-3', 'task-4']);
    expect(edgesOf(document)).toEqual([
      'task-2>task-3-2',
      'task-2>task-3-3',
      'task-3-2>task-3-3',
      'task-3-2>task-3',
      'task-3-3>task-3',
      'task-3>task-4',
    ]);
    expect(flow!.nodes[0]).toMatchObject({ label: 'Core', priority: 1 });
    expect(flow!.nodes[0]!.instructions).toBe(
      'Core\n\nThe core.\n\nWith care.\n\nHow it is verified: Unit tests.',
    );
    expect(flow!.nodes[3]!.kind).toBe('join');
  });

  it('with tags gives the one that is asked for, else master, and names the others', () => {
    const content = JSON.stringify({
      other: { tasks: [{ id: 9, title: 'Other' }] },
      master: { tasks: tasks.slice(1, 2), metadata: {} },
    });
    expect(readFlow({ content })).toMatchObject({
      document: { name: 'Tasks of master', nodes: [{ id: 'task-2' }] },
      notes: ['Read the tag master; the file also has other.'],
    });
    expect(readFlow({ content, tag: 'other' }).document).toMatchObject({ nodes: [{ id: 'task-9' }] });
    expect(() => readFlow({ content, tag: 'third' })).toThrow('it has other, master');
  });

  it('keeps a dependency that leads nowhere, so that it is told', () => {
    const { document } = readFlow({
      content: JSON.stringify({ tasks: [{ id: 1, title: 'x', dependencies: [7] }] }),
    });
    expect(checkFlow(document).faults).toMatchObject([{ code: 'dangling_edge', edgeId: 'task-7>task-1' }]);
  });
});

describe('a TOML of steps', () => {
  it('becomes nodes in the order of what they need, and its variables are read where they are named', () => {
    const { format, document, notes } = readFlow({
      content: `formula = "release"
version = 2
[vars.feature]
description = "What to build"
required = true
[vars.lang]
default = "ts"
[[steps]]
id = "design"
title = "Design {{feature}}"
description = "Design {{feature}} in {{ lang }}; leave {{other}} as it is."
[[steps]]
id = "build"
needs = ["design"]
description = "Build it."
acceptance = "It builds."
gate = "human"
`,
    });
    expect({ format, notes }).toEqual({
      format: 'toml-steps',
      notes: ['Kept on the nodes, but without effect: gate.'],
    });
    const { flow, faults } = checkFlow(document);
    expect(faults).toEqual([]);
    expect(flow).toMatchObject({
      name: 'release',
      version: 2,
      variables: { feature: { description: 'What to build', required: true }, lang: { default: 'ts' } },
      nodes: [
        {
          id: 'design',
          label: 'Design {{vars.feature}}',
          instructions: 'Design {{vars.feature}} in {{vars.lang}}; leave {{other}} as it is.',
        },
        { id: 'build', acceptance: ['It builds.'], toml: { gate: 'human' } },
      ],
      edges: [{ source: 'design', target: 'build' }],
    });
  });

  it('has legs side by side before their synthesis', () => {
    const content =
      '[[legs]]\nid = "a"\ntitle = "A"\n[[legs]]\nid = "b"\ntitle = "B"\n[synthesis]\ntitle = "Both"\n';
    const { document } = readFlow({ content });
    expect(FlowDocument.parse(document).edges.map(({ id }) => id)).toEqual(['a>synthesis', 'b>synthesis']);
  });
});

it.each([
  ['', 'no [[steps]]'],
  ['{"nodes": [', 'not JSON'],
  ['steps = 3', 'steps'],
  ['steps = [', 'not TOML'],
])('what is none of them is refused with the reason: %s', (content, why) => {
  expect(() => readFlow({ content })).toThrow(why);
});

describe('a file of nothing but faults', () => {
  const zeros = Array(1_000_000).fill(0).join(',');
  const hollow = Array(2_000).fill(`{"id":1,"dependencies":[${Array(500).fill('[]').join(',')}]}`);
  it.each([
    ['task-master', `{"tasks":[${zeros}]}`],
    ['task-master', `{"tasks":[${hollow.join(',')}]}`],
    ['toml-steps', `steps = [${zeros}]`],
  ] as const)('is refused before it fills the memory, as %s', (format, content) => {
    const before = process.memoryUsage().heapUsed;
    expect(() => readFlow({ content, format })).toThrow();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(250_000_000);
  });
});
