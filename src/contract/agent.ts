import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { AgentKind, Micros } from './task';

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
  turns: z.number().int().min(0),
  model: z.string().max(100).nullable(),
});
export type Usage = z.infer<typeof Usage>;

export const Agent = z.object({
  id: id('agent'),
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
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
  live: z.boolean().describe('true while it holds a lease'),
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
  query: ListQuery.extend({
    taskId: TaskRef.optional(),
    live: z
      .enum(['true', 'false'])
      .transform((v) => v === 'true')
      .optional(),
  }),
  returns: Agent,
  answer: 'list',
});
export const getAgent = endpoint({
  name: 'getAgent',
  summary: 'Get an agent',
  method: 'GET',
  path: '/api/agents/:id',
  who: 'person',
  params,
  returns: Agent,
});
