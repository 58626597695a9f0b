import { z } from 'zod';
import { endpoint } from './endpoint';
import { Timestamp } from './ids';
import { Micros, TaskStatus } from './task';

export const Stats = z.object({
  tasks: z.record(TaskStatus, z.number().int()),
  runners: z.object({ total: z.number().int(), online: z.number().int(), busy: z.number().int() }),
  agents: z.object({ live: z.number().int() }),
  exceptions: z.object({ open: z.number().int() }),
  locks: z.object({ active: z.number().int() }),
  oldestQueuedAt: Timestamp.nullable(),
  last24h: z.object({ completed: z.number().int(), failed: z.number().int(), spentMicros: Micros }),
  /** One entry a day, oldest first, 14 of them. */
  days: z.array(
    z.object({
      day: z.string(),
      completed: z.number().int(),
      failed: z.number().int(),
      cancelled: z.number().int(),
      spentMicros: Micros,
    }),
  ),
  checks: z.array(z.object({ kind: z.string(), passed: z.number().int(), total: z.number().int() })),
});
export type Stats = z.infer<typeof Stats>;

export const getStats = endpoint({
  name: 'getStats',
  summary: 'Aggregated figures for the overview',
  method: 'GET',
  path: '/api/dashboard/stats',
  who: 'person',
  action: 'workspace:read',
  returns: Stats,
});
