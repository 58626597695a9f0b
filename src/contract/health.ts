import { z } from 'zod';
import { endpoint } from './endpoint';
import { Timestamp } from './ids';

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  timestamp: Timestamp,
  version: z.string(),
  environment: z.string(),
  checks: z.object({ database: z.object({ status: z.enum(['ok', 'error']), latencyMs: z.number() }) }),
});
export type Health = z.infer<typeof Health>;

/** 503 with status `degraded` when the database does not answer. */
export const getHealth = endpoint({
  name: 'getHealth',
  summary: 'Whether the system is healthy',
  method: 'GET',
  path: '/api/health',
  who: 'anyone',
  returns: Health,
  answer: 'bare',
});
export const getHealthAlias = endpoint({
  name: 'getHealthAlias',
  summary: 'The same as /api/health',
  method: 'GET',
  path: '/health',
  who: 'anyone',
  returns: Health,
  answer: 'bare',
});
export const getOpenApi = endpoint({
  name: 'getOpenApi',
  summary: 'This interface as an OpenAPI 3.1 document',
  method: 'GET',
  path: '/api/openapi.json',
  who: 'anyone',
  returns: z.record(z.string(), z.unknown()),
  answer: 'bare',
});
export const supervise = endpoint({
  name: 'supervise',
  summary: 'Run every sweep that is due; the clock where no server process lives',
  method: 'GET',
  path: '/api/cron/supervise',
  who: 'cron',
  returns: z.object({
    ran: z.boolean(),
    sweeps: z.record(z.string(), z.number().int().nullable()).describe('What each did; null where it failed'),
  }),
});
