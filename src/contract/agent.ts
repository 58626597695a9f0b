import { z } from 'zod';
import { CheckResult, Receipt } from './check-run';
import { commaList } from './comma-list';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { Finding, SupervisionStep } from './stall';
import { AgentKind, Micros, Task, TaskDraft, TaskRole, Verdict } from './task';
import { line, text } from './text';

export const AgentStatus = z.enum([
  'starting',
  'running',
  'completed',
  'failed',
  'timeout',
  'killed',
  'lost',
  'released',
]);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** Tokens and money of one agent, cumulative. */
export const Usage = z.object({
  inputTokens: z.number().int().min(0),
  outputTokens: z.number().int().min(0),
  cacheReadTokens: z.number().int().min(0),
  cacheWriteTokens: z.number().int().min(0),
  costMicros: Micros,
  turns: z.int32().min(0),
  model: z.string().max(100).nullable(),
});
export type Usage = z.infer<typeof Usage>;

export const Agent = z.object({
  id: id('agent'),
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
  role: z.string().describe('of its task'),
  runnerId: id('runner'),
  runnerName: z.string(),
  attempt: z.number().int(),
  kind: AgentKind,
  status: AgentStatus,
  reason: z.string().nullable(),
  engine: z.string().nullable(),
  engineVersion: z.string().nullable(),
  model: z.string().nullable(),
  branch: z.string().nullable(),
  baseSha: z.string().nullable(),
  headSha: z.string().nullable(),
  sandbox: z.string().nullable(),
  billing: z.string().nullable(),
  activity: z.string().nullable(),
  phase: z.string().nullable(),
  usage: Usage,
  logBytes: z.number().int(),
  logLines: z.number().int(),
  logDigest: z.string().nullable().describe('Chain digest over the chunks, hexadecimal'),
  engineSessionId: z.string().nullable().describe('The engine’s own session; another agent may resume it'),
  resumedAttempt: z
    .number()
    .int()
    .nullable()
    .describe('The attempt whose session it goes on with; null began anew'),
  live: z.boolean().describe('true while it holds a lease'),
  /** A person's wish; the agent stands still at the next call of a tool. */
  pauseRequestedAt: Timestamp.nullable(),
  /** Since when it does stand still. */
  pausedAt: Timestamp.nullable(),
  /** When a person asked for its end; null where nobody did. */
  killRequestedAt: Timestamp.nullable(),
  /** The last step taken with it while it was silent; null where there was none, and once it has ended. */
  supervision: z
    .object({ step: SupervisionStep, finding: Finding, sentence: z.string(), at: Timestamp })
    .nullable(),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Agent = z.infer<typeof Agent>;

const params = z.strictObject({ id: id('agent') });
export const listAgents = endpoint({
  name: 'listAgents',
  summary: 'List agents, newest first',
  method: 'GET',
  path: '/api/agents',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({
    taskId: TaskRef.optional(),
    runnerId: id('runner').optional(),
    status: commaList(AgentStatus, 8),
    role: commaList(TaskRole, 10),
    live: z
      .enum(['true', 'false'])
      .transform((v) => v === 'true')
      .optional(),
  }),
  returns: Agent,
  answer: 'list',
});
export const listActiveAgents = endpoint({
  name: 'listActiveAgents',
  summary: 'The ids of the agents that are at work, oldest first',
  method: 'GET',
  path: '/api/agents/active',
  who: 'person',
  action: 'workspace:read',
  returns: z.array(id('agent')),
});
export const getAgent = endpoint({
  name: 'getAgent',
  summary: 'Get an agent',
  method: 'GET',
  path: '/api/agents/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Agent,
});

/** Checks that ran together: a round inside the session, or the authoritative run on the frozen commit. */
export const CheckRound = z.object({
  round: z.number().int().nullable().describe('null: the authoritative run on the frozen commit'),
  checks: z.array(CheckResult),
});
export const AgentVerification = z.object({
  agentId: id('agent'),
  commitSha: z.string().nullable(),
  verdict: Verdict.nullable().describe('Over the authoritative run; null where this agent made none'),
  receipt: Receipt.nullable().describe('What its runner signed of the authoritative run'),
  rounds: z.array(CheckRound),
});
export type AgentVerification = z.infer<typeof AgentVerification>;

export const getAgentVerification = endpoint({
  name: 'getAgentVerification',
  summary: 'Every check that an agent ran, round by round, with the verdict over the authoritative run',
  method: 'GET',
  path: '/api/agents/:id/verification',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: AgentVerification,
});

export const AnalyticsPeriod = z.enum(['24h', '7d', '30d']);

/** What became of agents that began within a period, and what they used. */
export const AgentFigures = z.object({
  agents: z.number().int(),
  live: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  timeout: z.number().int(),
  killed: z.number().int(),
  lost: z.number().int(),
  released: z.number().int(),
  costMicros: Micros,
  turns: z.number().int(),
  medianMs: z.number().int().nullable().describe('From start to end, of those that completed'),
});
export type AgentFigures = z.infer<typeof AgentFigures>;
export const AgentAnalytics = z.object({
  period: AnalyticsPeriod,
  totals: AgentFigures,
  byRole: z.array(AgentFigures.extend({ role: z.string() })),
  byEngine: z.array(
    AgentFigures.extend({ engine: z.string().nullable().describe('null: it ended before one was chosen') }),
  ),
  /** Most frequent first. */
  failures: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});
export type AgentAnalytics = z.infer<typeof AgentAnalytics>;

export const getAgentAnalytics = endpoint({
  name: 'getAgentAnalytics',
  summary: 'What became of the agents of a period, by role and by engine, and why some failed',
  method: 'GET',
  path: '/api/agents/analytics',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ period: AnalyticsPeriod.default('24h') }),
  returns: AgentAnalytics,
});
export const pauseAgent = endpoint({
  name: 'pauseAgent',
  summary: 'Let a live agent stand still at its next step; its time limit stands still too',
  method: 'POST',
  path: '/api/agents/:id/pause',
  who: 'person',
  action: 'agent:steer',
  params,
  body: z.strictObject({}),
  returns: Agent,
});
export const resumeAgent = endpoint({
  name: 'resumeAgent',
  summary: 'Let a paused agent go on',
  method: 'POST',
  path: '/api/agents/:id/resume',
  who: 'person',
  action: 'agent:steer',
  params,
  body: z.strictObject({}),
  returns: Agent,
});
export const killAgent = endpoint({
  name: 'killAgent',
  summary: 'End a live agent; its task waits for a person, or is queued again',
  method: 'POST',
  path: '/api/agents/:id/kill',
  who: 'person',
  action: 'agent:steer',
  params,
  body: z.strictObject({ requeue: z.boolean().default(false), reason: line(500).optional() }),
  returns: Agent,
});
export const retryAgent = endpoint({
  name: 'retryAgent',
  summary: 'Do the task of an ended agent again, with guidance for the next one',
  method: 'POST',
  path: '/api/agents/:id/retry',
  who: 'person',
  action: 'agent:steer',
  params,
  body: z.strictObject({ guidance: text(10_000).optional() }),
  returns: Task,
});
export const spawnAgent = endpoint({
  name: 'spawnAgent',
  summary: 'Have a task worked on next: one that is there, or one that is made here',
  method: 'POST',
  path: '/api/agents/spawn',
  who: 'person',
  action: 'agent:steer',
  status: 201,
  body: z
    .strictObject({ taskId: TaskRef.optional(), task: TaskDraft.optional() })
    .refine(({ taskId, task }) => (taskId === undefined) !== (task === undefined), {
      message: 'name a task that is there (taskId) or describe one (task), not both',
    }),
  returns: Task,
});
