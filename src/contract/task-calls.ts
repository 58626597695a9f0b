import { z } from 'zod';
import { commaList } from './comma-list';
import { endpoint } from './endpoint';
import { id, TaskRef } from './ids';
import { ListQuery } from './list';
import {
  Changes,
  Label,
  Resolution,
  RiskLevel,
  Task,
  TaskChange,
  TaskDraft,
  TaskRole,
  TaskStatus,
  TaskType,
  Why,
} from './task';
import { text } from './text';

export const TaskSort = z.enum(['updated', 'created', 'priority', 'number']);
export type TaskSort = z.infer<typeof TaskSort>;

const params = z.strictObject({ id: TaskRef });
export const listTasks = endpoint({
  name: 'listTasks',
  summary: 'List tasks, newest change first unless told otherwise',
  method: 'GET',
  path: '/api/tasks',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({
    status: commaList(TaskStatus, 14),
    projectId: id('proj').optional(),
    riskLevel: commaList(RiskLevel, 4),
    type: commaList(TaskType, 5),
    label: commaList(Label, 20).describe('All of these'),
    parent: z
      .union([TaskRef, z.literal('none')])
      .optional()
      .describe('none: those without a parent'),
    role: commaList(TaskRole, 10),
    priority: commaList(z.coerce.number().int().min(0).max(4), 5),
    assignee: z
      .union([z.literal('me'), z.literal('none'), id('user')])
      .optional()
      .describe('Whose they are'),
    archived: z
      .enum(['true', 'false', 'all'])
      .optional()
      .describe('true: only what is archived; all: that too. Absent: only what is not'),
    q: text(200).optional(),
    sort: TaskSort.optional().describe('updated unless told'),
    order: z.enum(['asc', 'desc']).optional().describe('desc unless told; by priority: asc, urgent first'),
  }),
  returns: Task,
  answer: 'list',
});
export const archiveTasks = endpoint({
  name: 'archiveTasks',
  summary: 'Keep tasks that have ended out of the lists, or bring them back; answers those that were changed',
  method: 'POST',
  path: '/api/tasks/archive',
  who: 'person',
  action: 'task:write',
  body: z.strictObject({ refs: z.array(TaskRef).min(1).max(100), archived: z.boolean().default(true) }),
  returns: z.object({ refs: z.array(z.string()) }),
});
export const createTask = endpoint({
  name: 'createTask',
  summary: 'Create a task',
  method: 'POST',
  path: '/api/tasks',
  who: 'person',
  action: 'task:write',
  body: TaskDraft,
  returns: Task,
  status: 201,
});
export const getTask = endpoint({
  name: 'getTask',
  summary: 'Get a task',
  method: 'GET',
  path: '/api/tasks/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Task,
});
export const updateTask = endpoint({
  name: 'updateTask',
  summary: 'Change a task that no agent works on, or move it to a status a person may set',
  method: 'PATCH',
  path: '/api/tasks/:id',
  who: 'person',
  action: 'task:write',
  params,
  body: TaskChange,
  returns: Task,
});
export const deleteTask = endpoint({
  name: 'deleteTask',
  summary: 'Delete a task that no agent works on',
  method: 'DELETE',
  path: '/api/tasks/:id',
  who: 'person',
  action: 'task:write',
  params,
  returns: z.object({ id: id('task'), deleted: z.literal(true) }),
});
export const cancelTask = endpoint({
  name: 'cancelTask',
  summary: 'Cancel a task; a live agent is stopped',
  method: 'POST',
  path: '/api/tasks/:id/cancel',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({ reason: text(500).optional() }),
  returns: Task,
});
export const retryTask = endpoint({
  name: 'retryTask',
  summary:
    'Queue a task that waits for a person again, with guidance for the next agent; one that ended without success is copied and the copy queued; a step of a flow’s run begins once more there',
  method: 'POST',
  path: '/api/tasks/:id/retry',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({ guidance: text(10_000).optional() }),
  returns: Task,
});
export const autoRetryTasks = endpoint({
  name: 'autoRetryTasks',
  summary: 'Queue again what waits for a person only since something passing stopped it',
  method: 'POST',
  path: '/api/tasks/auto-retry',
  who: 'person',
  action: 'task:write',
  body: z.strictObject({ refs: z.array(TaskRef).max(1000).optional().describe('These alone') }),
  returns: z.object({
    retried: z.array(z.string()),
    skipped: z.array(z.object({ ref: z.string(), reason: z.string() })),
  }),
});
export const runTask = endpoint({
  name: 'runTask',
  summary: 'Let a draft or a queued task be the next of its priority, without any pause',
  method: 'POST',
  path: '/api/tasks/:id/run',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({}),
  returns: Task,
});
export const verifyTask = endpoint({
  name: 'verifyTask',
  summary: 'Run the checks once more on the commit of a task that waits for a person',
  method: 'POST',
  path: '/api/tasks/:id/verify',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({}),
  returns: Task,
});
export const closeTask = endpoint({
  name: 'closeTask',
  summary: 'End a task without its work, and say why; a live agent is stopped',
  method: 'POST',
  path: '/api/tasks/:id/close',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({
    resolution: Resolution,
    note: text(2000).optional(),
    duplicateOf: TaskRef.optional().describe('With the resolution duplicate alone'),
  }),
  returns: Task,
});
export const approveTask = endpoint({
  name: 'approveTask',
  summary: 'Approve the commit that was seen; it is merged',
  method: 'POST',
  path: '/api/tasks/:id/approve',
  who: 'person',
  action: 'task:review',
  params,
  body: z.strictObject({ headSha: z.string().regex(/^[0-9a-f]{40,64}$/) }),
  returns: Task,
});
export const requestChanges = endpoint({
  name: 'requestChanges',
  summary: 'Send a reviewed task back with guidance and all that you said of its lines, as one message',
  method: 'POST',
  path: '/api/tasks/:id/request-changes',
  who: 'person',
  action: 'task:review',
  params,
  body: z.strictObject({
    guidance: text(10_000).min(1).optional().describe('May be left out where lines are commented'),
  }),
  returns: Task,
});
export const whyTask = endpoint({
  name: 'whyTask',
  summary: 'Why the task stands where it stands, in one sentence',
  method: 'GET',
  path: '/api/tasks/:id/why',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Why,
});
export const getChanges = endpoint({
  name: 'getChanges',
  summary: 'What the last agent changed',
  method: 'GET',
  path: '/api/tasks/:id/changes',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ agentId: id('agent').optional() }),
  returns: Changes,
});
