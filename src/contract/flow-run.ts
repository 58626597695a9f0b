import { z } from 'zod';
import { endpoint } from './endpoint';
import { FLOW_BYTES, FlowDocument } from './flow';
import { FlowRef } from './flow-calls';
import { FlowFault } from './flow-fault';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { Micros, TaskStatus } from './task';
import { text } from './text';

export const FlowRunStatus = z.enum(['RUNNING', 'PAUSED', 'ABORTING', 'COMPLETED', 'FAILED', 'CANCELLED']);
export type FlowRunStatus = z.infer<typeof FlowRunStatus>;

/** Where a step of a run stands: waiting for others, ready but held back, at work, before a person, or at its end. */
export const FlowNodeStatus = z.enum([
  'waiting',
  'ready',
  'running',
  'review',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
]);
export type FlowNodeStatus = z.infer<typeof FlowNodeStatus>;

/** A flow at work, or one that has ended. */
export const FlowRun = z.object({
  id: id('run'),
  flowId: id('flow').nullable().describe('null: it came as a document'),
  flowRef: z.string().nullable().describe('null: it came as a document, or its flow was deleted'),
  flowVersion: z.number().int().nullable(),
  name: z.string(),
  projectId: id('proj'),
  status: FlowRunStatus,
  note: z.string().nullable().describe('What a person said who paused or aborted it'),
  inputs: z.record(z.string(), z.unknown()),
  counts: z
    .partialRecord(FlowNodeStatus, z.number().int())
    .describe('Steps by where they stand; rounds count anew'),
  replayOf: id('run').nullable(),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
});
export type FlowRun = z.infer<typeof FlowRun>;

/** One step of a run. A node of the document has several where a strategy, a loop or a list makes more of it. */
export const FlowNodeRun = z.object({
  id: id('node'),
  nodeId: z.string().describe('Of the document'),
  part: z.string().nullable().describe('Which of several it is'),
  path: z
    .array(z.object({ nodeId: z.string(), round: z.number().int() }))
    .describe('Through which rounds of which nodes it is reached'),
  kind: z.string(),
  status: FlowNodeStatus,
  reason: z
    .string()
    .nullable()
    .describe('Why it failed or was skipped: a stable code, then the node where that began'),
  task: z
    .object({
      id: id('task'),
      ref: z.string(),
      status: TaskStatus,
      reason: z.string().nullable().describe('Why it stands there: a stable code'),
      attempt: z.number().int(),
      tries: z.number().int().describe('Which of its tries this is, or was'),
      triesMost: z.number().int().describe('How many it may have'),
      spentMicros: Micros,
    })
    .nullable(),
  tries: z.number().int().describe('How often it has begun, by retries from a step'),
  output: z.unknown().describe('null where it was asked to be left out'),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
});
export type FlowNodeRun = z.infer<typeof FlowNodeRun>;

const inputs = z.record(z.string().max(100), z.unknown()).default({});
const RUN = { who: 'person', params: z.strictObject({ id: id('run') }), returns: FlowRun } as const;
const STEER = z.strictObject({ note: text(500).optional() });

export const executeFlow = endpoint({
  name: 'executeFlow',
  summary: 'Run a flow: a whole flow.json, or one that is kept, by flowId and version; answers the run',
  method: 'POST',
  path: '/api/flow/execute',
  who: 'person',
  action: 'task:write',
  maxBody: FLOW_BYTES,
  body: z.strictObject({
    ...FlowDocument.partial().shape,
    edges: FlowDocument.shape.edges.removeDefault().optional(),
    created: z.unknown().optional(),
    modified: z.unknown().optional(),
    flow: FlowDocument.optional().describe('A whole flow.json; its members may also stand here themselves'),
    flowId: FlowRef.optional().describe('A flow that is kept, instead of a document'),
    version: FlowDocument.shape.version.describe('Of the flow that is kept: the newest unless told'),
    inputs: z.record(z.string().max(100), z.unknown()).optional().describe('Values of its variables'),
    projectId: id('proj').optional(),
  }),
  returns: FlowRun,
  status: 201,
});
export const pauseFlow = endpoint({
  ...RUN,
  name: 'pauseFlow',
  summary: 'Pause a run: nothing new begins, and running agents stand still at their next step; repeatable',
  method: 'POST',
  path: '/api/flow/pause/:id',
  action: 'agent:steer',
  body: STEER,
});
export const resumeFlow = endpoint({
  ...RUN,
  name: 'resumeFlow',
  summary: 'Let a paused run go on; repeatable',
  method: 'POST',
  path: '/api/flow/resume/:id',
  action: 'agent:steer',
  body: STEER,
});
export const abortFlow = endpoint({
  ...RUN,
  name: 'abortFlow',
  summary: 'End a run: nothing new begins, its agents are told to stop and their file locks go; repeatable',
  method: 'POST',
  path: '/api/flow/abort/:id',
  action: 'agent:steer',
  body: STEER,
});
export const retryFlow = endpoint({
  ...RUN,
  name: 'retryFlow',
  summary:
    'Let a step of a run begin once more, and with it all that depends on it; everything else stays. Refused while any of them is at work',
  method: 'POST',
  path: '/api/flow/retry/:id',
  action: 'task:write',
  body: z.strictObject({
    nodeId: text(200).describe('A node of the document, or where it has several steps one of them (node_…)'),
  }),
});
export const replayFlow = endpoint({
  ...RUN,
  name: 'replayFlow',
  summary: 'Run the same document with the same inputs once more; answers the other run',
  method: 'POST',
  path: '/api/flow/replay/:id',
  action: 'task:write',
  body: z.strictObject({}),
  status: 201,
});
export const listFlowRuns = endpoint({
  name: 'listFlowRuns',
  summary: 'List runs of flows, newest first',
  method: 'GET',
  path: '/api/flow/runs',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ flowId: FlowRef.optional() }),
  returns: FlowRun,
  answer: 'list',
});
export const getFlowRun = endpoint({
  ...RUN,
  name: 'getFlowRun',
  summary: 'One run of a flow, with its document',
  method: 'GET',
  path: '/api/flow/runs/:id',
  action: 'workspace:read',
  returns: FlowRun.extend({ document: FlowDocument }),
});
export const listFlowNodes = endpoint({
  name: 'listFlowNodes',
  summary: 'The steps of a run in the order of the document',
  method: 'GET',
  path: '/api/flow/runs/:id/nodes',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ id: id('run') }),
  query: ListQuery.extend({
    limit: z.coerce.number().int().min(1).max(1000).default(200),
    nodeId: z.string().max(200).optional().describe('Only the steps of this node of the document'),
    outputs: z.enum(['true', 'false']).default('true').describe('Whether what they gave out is told'),
  }),
  returns: FlowNodeRun,
  answer: 'list',
});
export const reviewFlowNode = endpoint({
  name: 'reviewFlowNode',
  summary:
    'Decide about a step that waits for a person, of the run that the step belongs to; what was asked about it in Needs you closes',
  method: 'POST',
  path: '/api/review/:id',
  who: 'person',
  action: 'task:review',
  params: z.strictObject({ id: id('node') }),
  body: z.strictObject({ approve: z.boolean(), note: text(2000).optional() }),
  returns: FlowNodeRun,
});
export const simulateFlow = endpoint({
  name: 'simulateFlow',
  summary:
    'What a run would come to, with failures by chance and a seed: no task, no model, nothing is written',
  method: 'POST',
  path: '/api/flow/simulate',
  who: 'person',
  action: 'workspace:read',
  maxBody: FLOW_BYTES,
  body: z.strictObject({
    flow: FlowDocument,
    inputs,
    failures: z.number().min(0).max(1).default(0).describe('The chance that a step fails where it is begun'),
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
    outputs: z
      .record(z.string().max(200), z.json())
      .optional()
      .describe(
        'What agents would give out, by node: conditions and lists are decided by it. Absent: conditions by chance',
      ),
    items: z.number().int().min(0).max(100).default(3).describe('Of a list that only a run would know'),
  }),
  returns: z.object({
    status: FlowRunStatus,
    faults: z.array(FlowFault),
    steps: z.array(
      z.object({
        nodeId: z.string(),
        part: z.string().nullable(),
        path: FlowNodeRun.shape.path,
        kind: z.string(),
        status: FlowNodeStatus,
        reason: z.string().nullable(),
        wave: z
          .number()
          .int()
          .nullable()
          .describe('In which turn it ended, from 1; null where it never began'),
      }),
    ),
    counts: z.partialRecord(FlowNodeStatus, z.number().int()),
  }),
});
export type FlowSimulation = z.infer<typeof simulateFlow.returns>;
