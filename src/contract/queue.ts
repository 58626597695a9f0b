import { z } from 'zod';
import { endpoint } from './endpoint';
import { Timestamp } from './ids';
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

/** How much stands where in the queue. What has ended is counted since it was last cleared. */
export const QueueStats = z.object({
  waiting: z.number().int().describe('Tasks that a runner may take'),
  delayed: z.number().int().describe('Tasks that wait for another task, a lock or a moment'),
  active: z.number().int().describe('Tasks at work, being checked or merged'),
  review: z.number().int().describe('Tasks that wait for a person'),
  completed: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int().describe('Skipped ones too'),
  paused: z.boolean(),
  clearedAt: Timestamp.nullable(),
});
export type QueueStats = z.infer<typeof QueueStats>;

export const getQueueStats = endpoint({
  name: 'getQueueStats',
  summary: 'How many tasks wait, are at work and have ended',
  method: 'GET',
  path: '/api/queue/stats',
  who: 'person',
  action: 'workspace:read',
  returns: QueueStats,
});
export const clearQueue = endpoint({
  name: 'clearQueue',
  summary:
    'Clear the queue of what has ended, which stays in the lists of tasks; with scope all, tasks that wait are cancelled too. Nothing at work is touched',
  method: 'POST',
  path: '/api/queue/clear',
  who: 'person',
  action: 'queue:write',
  body: z.strictObject({ scope: z.enum(['ended', 'all']).default('ended') }),
  returns: QueueStats.extend({
    cancelledNow: z.number().int().describe('Waiting tasks that this has cancelled'),
  }),
});
