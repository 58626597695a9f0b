import { z } from 'zod';
import { endpoint } from './endpoint';
import { RetryPolicy, StallLimits } from './stall';
import { Task, TaskRole } from './task';
import { line } from './text';

/** How many agents may be at work at once; null sets no limit. */
export const MaxConcurrent = z.number().int().min(1).max(1000).nullable();

/** What a person says of the queue of the workspace. Agents that are at work go on, whatever is changed here. */
export const QueueSettings = z.object({
  paused: z.boolean(),
  /** Shown to everyone while it is paused. */
  pauseNote: z.string().nullable(),
  stopOnFailure: z.boolean().describe('true pauses the queue when a task fails for good'),
  maxConcurrent: MaxConcurrent.describe('Agents of the whole workspace'),
  roleLimits: z.partialRecord(TaskRole, z.number().int().min(1).max(1000)).describe('Agents at work by role'),
  stall: StallLimits.prefault({}).describe('When a silent agent is looked after'),
  retry: RetryPolicy.prefault({}).describe('What follows a failure'),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

export const getQueueSettings = endpoint({
  name: 'getQueueSettings',
  summary: 'The settings of the queue',
  method: 'GET',
  path: '/api/settings/queue',
  who: 'person',
  action: 'workspace:read',
  returns: QueueSettings,
});
export const updateQueueSettings = endpoint({
  name: 'updateQueueSettings',
  summary: 'Pause or resume the queue, or change its limits; what is left out stays',
  method: 'PATCH',
  path: '/api/settings/queue',
  who: 'person',
  action: 'queue:write',
  body: z.strictObject({
    paused: z.boolean().optional(),
    pauseNote: line(200).nullable().optional(),
    stopOnFailure: z.boolean().optional(),
    maxConcurrent: MaxConcurrent.optional(),
    roleLimits: QueueSettings.shape.roleLimits.optional(),
    stall: StallLimits.optional(),
    retry: RetryPolicy.optional(),
  }),
  returns: QueueSettings,
});
export const nextInQueue = endpoint({
  name: 'nextInQueue',
  summary: 'The tasks that start next, in order, each with why it has not started',
  method: 'GET',
  path: '/api/queue/next',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(10) }),
  returns: z.array(z.object({ task: Task, why: z.string() })),
});
