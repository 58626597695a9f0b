import { z } from 'zod';
import { FlowCondition, FlowPath } from './flow-condition';
import { line, text } from './text';

/** How large a flow may be. */
export const MOST_FLOW_NODES = 10_000;
export const MOST_FLOW_EDGES = 50_000;
export const FLOW_BYTES = 8 * 1024 * 1024;
/** How often a loop goes round at most, whatever its edge says. */
export const MOST_ITERATIONS = 100;
/** How many members a fan-out has at most. */
export const MOST_ITEMS = 5_000;

/** Kinds of containers: the nodes that name one as `parent` are its members, in the order of the document. */
export const CONTAINER_KINDS = [
  'fan-out',
  'parallel',
  'sequential',
  'fallback',
  'batched',
  'n-version',
  'debate',
  'cascade',
  'panel',
] as const;

/**
 * What a node is. `task` is worked on by an agent; `review` waits for a person; `condition` decides by data and is left
 * by the handles `true` and `false`; `wait` lets time pass; `join` waits for those before it. The others are containers.
 */
export const FlowNodeKind = z.enum(['task', 'review', 'condition', 'wait', 'join', ...CONTAINER_KINDS]);
export type FlowNodeKind = z.infer<typeof FlowNodeKind>;

/** The list of a fan-out: itself, or where it is found when the run gets there. */
export const FlowItems = z.union([z.array(z.json()).max(MOST_ITEMS), z.strictObject({ path: FlowPath })]);

const count = (most: number) => z.number().int().min(1).max(most);

/** Settings of a node: the four that flow.json always had, then those of one kind each. */
export const FlowNodeConfig = z.looseObject({
  retryOnFailure: z.boolean().optional(),
  maxRetries: z.number().int().min(0).max(20).optional(),
  timeout: z
    .number()
    .positive()
    .optional()
    .describe(
      'In metadata.timeoutUnit, ms or s; without it seconds where every timeout of the flow is below 10,000, else milliseconds',
    ),
  requiresReview: z
    .boolean()
    .optional()
    .describe('A person approves its result before those behind it begin'),
  maxWorkers: count(1000).optional().describe('parallel, batched, fan-out: so many at once; all unless told'),
  passOutput: z.boolean().optional().describe('sequential, batched: what one gives, the next is told'),
  stopOnFailure: z
    .boolean()
    .optional()
    .describe('sequential: nothing begins behind one that failed; true unless told'),
  batchSize: count(1000).optional().describe('batched: how many make one batch'),
  versions: count(20).optional().describe('n-version: how often its only member is done, each apart'),
  rounds: count(10).optional().describe('debate: how often each side answers the others; 2 unless told'),
  votes: count(100).optional().describe('panel: how many members must agree; more than half unless told'),
  items: FlowItems.optional().describe('fan-out: its members are done once for each'),
  waitMs: z.number().int().min(0).max(2_592_000_000).optional().describe('wait: milliseconds'),
  joinOn: z
    .enum(['all', 'any'])
    .optional()
    .describe('join: all those before it, or the first; all unless told'),
});
export type FlowNodeConfig = z.infer<typeof FlowNodeConfig>;

const hints = z.array(z.string().min(1).max(512)).max(64);
const labels = z.array(z.string().max(63)).max(20);

export const FlowNode = z.looseObject({
  id: z.string().min(1).max(200),
  kind: FlowNodeKind.optional().describe('task unless told'),
  parent: z.string().max(200).optional().describe('The container that it is a member of'),
  part: z.literal('judge').optional().describe('n-version, debate, cascade, panel: the member that decides'),
  agentId: z.string().max(200).optional().describe('The name of who does it, as its author calls them'),
  label: z.string().max(500).optional(),
  instructions: text(100_000)
    .optional()
    .describe('May name {{vars.x}}, {{inputs.x}}, {{nodes.id.output}}, {{item}}'),
  inputs: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Values by name; null has to come by an edge whose targetHandle is the name'),
  requires: z
    .array(z.string().max(200))
    .max(100)
    .optional()
    .describe('Inputs without which it does not begin'),
  outputSchema: z.record(z.string(), z.json()).optional().describe('JSON Schema that its output must meet'),
  condition: FlowCondition.optional().describe('condition: what decides'),
  position: z.looseObject({ x: z.number(), y: z.number() }).optional(),
  config: FlowNodeConfig.optional(),
  status: z.string().max(100).optional().describe('As its author left it; runs keep their own'),
  role: z
    .string()
    .max(100)
    .optional()
    .describe('Of its task; else agentId where that is a role, else coding'),
  engine: z.string().max(100).optional(),
  model: line(100).optional(),
  acceptance: z.array(text(500)).max(50).optional(),
  filesHint: hints.optional(),
  readsHint: hints.optional(),
  labels: labels.optional(),
  runnerLabels: labels.optional(),
  priority: z.number().int().min(0).max(4).optional(),
  riskLevel: z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']).optional(),
  maxTurns: count(1000).optional(),
  budgetMicros: z.number().int().min(0).max(1_000_000_000_000).optional(),
});
export type FlowNode = z.infer<typeof FlowNode>;

export const FlowEdgeOn = z.enum(['success', 'failure', 'any']);
export type FlowEdgeOn = z.infer<typeof FlowEdgeOn>;

const handle = z.string().max(200).nullish();
export const FlowEdge = z.looseObject({
  id: z.string().min(1).max(200),
  source: z.string().max(200),
  target: z.string().max(200),
  sourceHandle: handle.describe(
    '`true` or `false` of a condition; else the member of the output that is passed on',
  ),
  targetHandle: handle.describe('The input that the output of the source becomes'),
  on: FlowEdgeOn.optional().describe('How the source must have ended; success unless told'),
  condition: z
    .union([FlowCondition, z.looseObject({ type: z.string().max(100) }), z.string().max(2000), z.null()])
    .optional()
    .describe('On the output of the source; {type} of planners says success, failure or always'),
  maxIterations: count(MOST_ITERATIONS)
    .optional()
    .describe('Makes it the way back of a loop, which goes round at most so often'),
});
export type FlowEdge = z.infer<typeof FlowEdge>;

export const FlowVariable = z.looseObject({
  type: z.enum(['string', 'number', 'boolean', 'list', 'object']).optional(),
  description: text(2000).optional(),
  default: z.json().optional(),
  required: z.boolean().optional().describe('A run without it is refused; true where there is no default'),
});
export type FlowVariable = z.infer<typeof FlowVariable>;

/** A flow as a document. Members that are not named here are kept: what is imported unchanged is exported equal. */
export const FlowDocument = z.looseObject({
  id: z.string().max(200).optional().describe('As its author names it'),
  version: z
    .union([z.number(), z.string().max(40)])
    .optional()
    .describe('As its author counts'),
  name: line(200),
  description: text(20_000).optional(),
  project: z.string().max(200).optional().describe('Id or name; a run may name another'),
  variables: z.record(z.string().regex(/^[A-Za-z_][\w-]{0,99}$/), FlowVariable).optional(),
  maxWorkers: count(1000).optional().describe('So many of its tasks at once'),
  barrier: z.boolean().optional().describe('A wave begins when all of the wave before it has ended'),
  nodes: z.array(FlowNode).max(MOST_FLOW_NODES),
  edges: z.array(FlowEdge).max(MOST_FLOW_EDGES).default([]),
  metadata: z.record(z.string(), z.unknown()).optional(),
});
export type FlowDocument = z.infer<typeof FlowDocument>;
