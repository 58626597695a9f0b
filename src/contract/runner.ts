import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { EngineName, Label } from './task';
import { line, text } from './text';

/** One finding of the runner's own check of its machine. */
export const Finding = z.object({
  code: z.string().max(60),
  level: z.enum(['ok', 'warning', 'error']),
  message: z.string().max(500),
  /** What to do, where there is something to do. */
  fix: z.string().max(500).optional(),
});
export type Finding = z.infer<typeof Finding>;

export const EngineReport = z.object({
  engine: EngineName,
  available: z.boolean(),
  version: z.string().max(60).nullable(),
  /** subscription, api-key, or none */
  auth: z.enum(['subscription', 'api-key', 'none', 'unknown']),
  account: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe(
      'Tells whether two machines use the same login, and nothing else: a digest under a key that the login has',
    ),
});

/** What a runner says of its machine when a session opens. */
export const RunnerReport = z.object({
  hostname: z.string().max(255),
  os: z.string().max(60),
  arch: z.string().max(30),
  cliVersion: z.string().max(30),
  nodeVersion: z.string().max(30),
  gitVersion: z.string().max(60).nullable(),
  engines: z.array(EngineReport).max(10),
  /** bubblewrap where its probe works, else none with the reason. */
  sandbox: z.object({ kind: z.enum(['bubblewrap', 'none']), detail: z.string().max(300) }),
  directory: z.string().max(1000),
  findings: z.array(Finding).max(50),
});
export type RunnerReport = z.infer<typeof RunnerReport>;

export const RunnerStatus = z.enum(['ACTIVE', 'PAUSED', 'SUSPECT', 'REVOKED']);
export type RunnerStatus = z.infer<typeof RunnerStatus>;
export const RunnerLiveness = z.enum(['online', 'busy', 'stale', 'offline', 'never']);

export const Runner = z.object({
  id: id('runner'),
  name: z.string(),
  status: RunnerStatus,
  pauseNote: z.string().nullable(),
  quotaUntil: Timestamp.nullable().describe('Until when its model account is used up; null where it is not'),
  liveness: RunnerLiveness,
  labels: z.array(z.string()),
  projectIds: z
    .array(id('proj'))
    .nullable()
    .describe('The only projects that it gets work of, of those that you see; null: all'),
  maxConcurrent: z.number().int(),
  signedOnly: z.boolean().describe('It said that it takes signed tasks alone'),
  running: z.number().int(),
  report: RunnerReport.nullable(),
  lastSeenAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type Runner = z.infer<typeof Runner>;

const params = z.strictObject({ id: id('runner') });

export const listRunners = endpoint({
  name: 'listRunners',
  summary: 'List runners',
  method: 'GET',
  path: '/api/runners',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery,
  returns: Runner,
  answer: 'list',
});
export const getRunner = endpoint({
  name: 'getRunner',
  summary: 'Get a runner',
  method: 'GET',
  path: '/api/runners/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Runner,
});
export const updateRunner = endpoint({
  name: 'updateRunner',
  summary: 'Rename, label, pause or resume a runner; ACTIVE also lets one back in that is suspect',
  method: 'PATCH',
  path: '/api/runners/:id',
  who: 'person',
  action: 'runner:manage',
  params,
  body: z.strictObject({
    name: line(100).optional(),
    labels: z.array(Label).max(20).optional(),
    projectIds: z
      .array(id('proj'))
      .max(100)
      .optional()
      .describe('The only projects that it gets work of; none: all'),
    maxConcurrent: z.number().int().min(1).max(64).optional(),
    status: z.enum(['ACTIVE', 'PAUSED']).optional(),
    pauseNote: text(500).nullable().optional().describe('Why it is paused, for others'),
  }),
  returns: Runner,
});
export const revokeRunner = endpoint({
  name: 'revokeRunner',
  summary: 'Revoke a runner: its key and tokens end at once, its tasks go back to the queue',
  method: 'DELETE',
  path: '/api/runners/:id',
  who: 'person',
  action: 'runner:manage',
  params,
  returns: Runner,
});
