import type { FlowTemplate } from '@/contract/flow-calls';

const config = { retryOnFailure: true, maxRetries: 2, timeout: 1_800_000, requiresReview: false };
const GOAL = {
  variables: { goal: { type: 'string' as const, description: 'What is to become true', required: true } },
};

/** Flows to begin with; each is a whole flow.json. */
export const FLOW_TEMPLATES: FlowTemplate[] = [
  {
    key: 'plan-code-review-verify',
    name: 'Plan, code, review, verify',
    description:
      'One plans, one writes, one reviews; what the review finds goes back, three times at most; then all is verified.',
    document: {
      name: 'Plan, code, review, verify',
      ...GOAL,
      nodes: [
        {
          id: 'plan',
          agentId: 'planner',
          label: 'Plan',
          instructions:
            'Write a short plan for this goal: {{vars.goal}}\nName the files to change and how the result is tested.',
          position: { x: 0, y: 80 },
          config,
        },
        {
          id: 'code',
          agentId: 'coding',
          label: 'Code',
          instructions: 'Reach this goal: {{vars.goal}}\n\nThe plan:\n{{nodes.plan.output}}',
          position: { x: 280, y: 80 },
          config,
        },
        {
          id: 'review',
          agentId: 'reviewer',
          label: 'Review',
          instructions:
            'Review the change that was made for this goal: {{vars.goal}}\nSay pass, or changes with what has to change.',
          outputSchema: {
            type: 'object',
            properties: {
              verdict: { type: 'string', enum: ['pass', 'changes'] },
              findings: { type: 'string' },
            },
            required: ['verdict'],
          },
          position: { x: 560, y: 80 },
          config,
        },
        {
          id: 'verify',
          agentId: 'verifier',
          label: 'Verify',
          instructions:
            'Verify that this goal is reached, by the checks of the project and by trying it: {{vars.goal}}',
          position: { x: 840, y: 80 },
          config: { ...config, requiresReview: true },
        },
      ],
      edges: [
        { id: 'plan-code', source: 'plan', target: 'code' },
        { id: 'code-review', source: 'code', target: 'review' },
        {
          id: 'again',
          source: 'review',
          target: 'code',
          targetHandle: 'findings',
          condition: { path: 'output.verdict', op: 'eq', value: 'changes' },
          maxIterations: 3,
        },
        {
          id: 'review-verify',
          source: 'review',
          target: 'verify',
          condition: { path: 'output.verdict', op: 'eq', value: 'pass' },
        },
      ],
      metadata: { timeoutUnit: 'ms' },
    },
  },
  {
    key: 'parallel-analysis',
    name: 'Parallel analysis',
    description:
      'Three look at the code side by side, each for something else; one writes down what they found.',
    document: {
      name: 'Parallel analysis',
      nodes: [
        {
          id: 'look',
          kind: 'parallel',
          label: 'Analyses',
          position: { x: 0, y: 0 },
          config: { maxWorkers: 3 },
        },
        ...['security', 'performance', 'maintainability'].map((of, i) => ({
          id: of,
          parent: 'look',
          agentId: 'auditor',
          label: `Look at ${of}`,
          instructions: `Look at the ${of} of this code. Name each finding with its file and line, the worst first.`,
          position: { x: 24, y: 56 + i * 96 },
          config,
        })),
        {
          id: 'report',
          agentId: 'planner',
          label: 'Report',
          instructions: 'Write one report of these findings, the worst first:\n{{nodes.look.output}}',
          position: { x: 360, y: 120 },
          config,
        },
      ],
      edges: [{ id: 'look-report', source: 'look', target: 'report' }],
      metadata: { timeoutUnit: 'ms' },
    },
  },
  {
    key: 'fallback',
    name: 'Fallback',
    description: 'The best way first; where it fails or takes too long, a simpler one.',
    document: {
      name: 'Fallback',
      ...GOAL,
      nodes: [
        { id: 'ways', kind: 'fallback', label: 'Ways', position: { x: 0, y: 0 } },
        ...[
          ['thorough', 'Thorough', 'Do all of it, with tests'],
          ['plain', 'Plain', 'Do the plainest thing that works'],
          ['least', 'Least', 'Make the smallest safe step towards it'],
        ].map(([id, label, how], i) => ({
          id: id!,
          parent: 'ways',
          label,
          instructions: `${how}: {{vars.goal}}`,
          position: { x: 24, y: 56 + i * 96 },
          config: { ...config, maxRetries: 0, timeout: 900_000 },
        })),
      ],
      edges: [],
      metadata: { timeoutUnit: 'ms' },
    },
  },
  {
    key: 'batched-migration',
    name: 'Batched migration',
    description:
      'One lists what to move; each member of the list is moved by itself, three at once; then all is verified.',
    document: {
      name: 'Batched migration',
      variables: { change: { type: 'string', description: 'What is changed everywhere', required: true } },
      nodes: [
        {
          id: 'list',
          agentId: 'planner',
          label: 'List',
          instructions: 'List the folders in which this has to be done: {{vars.change}}',
          outputSchema: {
            type: 'object',
            properties: { folders: { type: 'array', items: { type: 'string' } } },
            required: ['folders'],
          },
          position: { x: 0, y: 80 },
          config,
        },
        {
          id: 'each',
          kind: 'fan-out',
          label: 'Each folder',
          position: { x: 280, y: 0 },
          config: { items: { path: 'nodes.list.output.folders' }, maxWorkers: 3 },
        },
        {
          id: 'move',
          parent: 'each',
          label: 'Move',
          instructions: 'In the folder {{item}} alone: {{vars.change}}',
          position: { x: 24, y: 56 },
          config,
        },
        {
          id: 'verify',
          agentId: 'verifier',
          label: 'Verify',
          instructions: 'Verify that this was done everywhere: {{vars.change}}',
          position: { x: 640, y: 80 },
          config,
        },
      ],
      edges: [
        { id: 'list-each', source: 'list', target: 'each' },
        { id: 'each-verify', source: 'each', target: 'verify' },
      ],
      metadata: { timeoutUnit: 'ms' },
    },
  },
];
