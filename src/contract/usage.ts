import { z } from 'zod';
import { endpoint } from './endpoint';
import { Timestamp } from './ids';
import { Micros } from './task';

const Count = z.number().int();

export const UsagePeriod = z.enum(['24h', '7d', '30d', '90d']);
export type UsagePeriod = z.infer<typeof UsagePeriod>;
export const UsageGrouping = z.enum(['project', 'role', 'model', 'runner', 'flow', 'person']);
export type UsageGrouping = z.infer<typeof UsageGrouping>;

/** Agents count where they began, tasks where they ended. */
export const UsageFigures = z.object({
  spentMicros: Micros,
  /** The part of it that no one is billed: what runs on a subscription would have cost. */
  estimatedMicros: Micros,
  inputTokens: Count,
  outputTokens: Count,
  cacheReadTokens: Count,
  cacheWriteTokens: Count,
  agents: Count,
  /** Of the agents: still at work. */
  live: Count,
  /** Of the agents: failed, timed out or lost. */
  failed: Count,
  /** All of the agents' time together. */
  runMs: Count,
  tasksDone: Count,
  tasksFailed: Count,
});
export type UsageFigures = z.infer<typeof UsageFigures>;

/** What a project, a role, a model, a runner, a flow or a person (who made the task) used. */
export const UsageGroup = UsageFigures.extend({
  /** An id, or the role or model itself; null: of none. */
  key: z.string().nullable(),
  /** null: of none, or it is gone. */
  name: z.string().nullable(),
  /** FLOW-4 of a flow. */
  ref: z.string().nullable(),
});
export type UsageGroup = z.infer<typeof UsageGroup>;

export const Usage = z.object({
  period: UsagePeriod,
  by: UsageGrouping,
  /** When it was counted. */
  asOf: Timestamp,
  from: Timestamp,
  totals: UsageFigures,
  /** The same of as long a time before, up to the same hour. */
  before: UsageFigures,
  /** The most expensive first, 100 at most. */
  groups: z.array(UsageGroup),
  /** How many there are. */
  groupCount: Count,
  /** One entry an hour of 24 hours, else one a day (UTC), oldest first. */
  buckets: z.array(
    UsageFigures.extend({
      at: Timestamp,
      /** What each of the first four groups has spent, in their order. */
      parts: z.array(Micros),
    }),
  ),
});
export type Usage = z.infer<typeof Usage>;

const query = z.strictObject({
  period: UsagePeriod.default('7d'),
  by: UsageGrouping.default('project'),
});

export const getUsage = endpoint({
  name: 'getUsage',
  summary: 'What agents have cost and done over a period, by project, role, model, runner, flow or person',
  method: 'GET',
  path: '/api/usage',
  who: 'person',
  action: 'workspace:read',
  query,
  returns: Usage,
});
export const exportUsage = endpoint({
  name: 'exportUsage',
  summary: 'The same groups as a table of comma-separated values, to be saved',
  method: 'GET',
  path: '/api/usage/export',
  who: 'person',
  action: 'workspace:read',
  query,
  returns: z.instanceof(Uint8Array),
  answer: 'bytes',
});
