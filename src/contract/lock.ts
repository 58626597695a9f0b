import { z } from 'zod';
import { HeldBy } from './attempt';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { TaskStatus } from './task';
import { line } from './text';

export const LockKind = z.enum(['file', 'directory', 'glob']);

export const FileLock = z.object({
  id: id('lock'),
  projectId: id('proj'),
  projectName: z.string(),
  pattern: z.string(),
  kind: LockKind,
  shared: z.boolean().default(false).describe('Held to be read: several tasks may hold it so'),
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
  createdAt: Timestamp,
});
export type FileLock = z.infer<typeof FileLock>;

/** A task that waits for file locks, and every one that stands in its way. */
export const LockWait = z.object({
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
  projectId: id('proj'),
  projectName: z.string(),
  /** When it was queued: waiters are served in this order, urgent ones earlier. */
  queuedAt: Timestamp.nullable(),
  waitsFor: z.array(
    HeldBy.extend({
      /** Of the task that holds it: whether a runner is at work on it, or a person is waited for. */
      status: TaskStatus,
    }),
  ),
});
export type LockWait = z.infer<typeof LockWait>;

/** A path that tasks of a project wanted while another one held it. */
export const HotFile = z.object({
  projectId: id('proj'),
  path: z.string(),
  /** How often an agent was refused a write to it. */
  refusals: z.number().int(),
  /** How often a task was set aside for it. */
  waits: z.number().int(),
  lastAt: Timestamp,
});
export type HotFile = z.infer<typeof HotFile>;

/** An open task that is thought to change a path which changed together with files that were asked for. */
export const LikelyMeeting = HeldBy.extend({
  together: z.number().int().describe('In so many of those the path changed too'),
  of: z.number().int().describe('So many of the last tasks, or commits, changed what was asked for'),
  in: z
    .enum(['tasks', 'commits'])
    .default('tasks')
    .describe('commits: of the repository, whoever made them; a machine tells them from its clone'),
});
export type LikelyMeeting = z.infer<typeof LikelyMeeting>;

/** Whom a queued task will meet: who holds what it wants, or wants it too and is before it. */
export const ForecastMeeting = HeldBy.extend({
  held: z.boolean().describe('It is held already; otherwise that task is queued too, and before it'),
});
export type ForecastMeeting = z.infer<typeof ForecastMeeting>;

export const LockForecast = z.object({
  atOnce: z.number().int().describe('So many queued tasks that name files could begin at once'),
  tasks: z.array(
    z.object({
      taskRef: z.string(),
      taskTitle: z.string(),
      projectName: z.string(),
      turn: z.number().int().describe('1 begins at once; each other one after the last of those it meets'),
      meets: z.array(ForecastMeeting),
    }),
  ),
});
export type LockForecast = z.infer<typeof LockForecast>;

export const listLocks = endpoint({
  name: 'listLocks',
  summary: 'List active file locks',
  method: 'GET',
  path: '/api/locks',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ projectId: id('proj').optional() }),
  returns: FileLock,
  answer: 'list',
});
export const checkLocks = endpoint({
  name: 'checkLocks',
  summary: 'Whether files could be locked now, and which open tasks are thought to want them too; advisory',
  method: 'POST',
  path: '/api/locks/check',
  who: 'person',
  action: 'workspace:read',
  body: z.strictObject({
    projectId: id('proj').optional(),
    files: z.array(z.string().min(1).max(512)).max(64),
    reads: z.array(z.string().min(1).max(512)).max(64).default([]).describe('What is only read'),
  }),
  returns: z.object({
    available: z.boolean(),
    heldBy: z.array(HeldBy),
    /** Open tasks that hold nothing of it yet and name an overlapping path among their files. */
    expected: z.array(HeldBy).default([]),
    /** Other open tasks, by what tasks changed together before. */
    likely: z.array(LikelyMeeting).default([]),
  }),
});
export const releaseLock = endpoint({
  name: 'releaseLock',
  summary: 'Release a file lock; its task goes on, and must ask again before it writes there',
  method: 'DELETE',
  path: '/api/locks/:id',
  who: 'person',
  action: 'lock:release',
  params: z.strictObject({ id: id('lock') }),
  body: z.strictObject({ reason: line(500) }),
  returns: z.object({ id: id('lock'), released: z.literal(true) }),
});
export const releaseLocks = endpoint({
  name: 'releaseLocks',
  summary: 'Release every file lock of a task',
  method: 'DELETE',
  path: '/api/locks',
  who: 'person',
  action: 'lock:release',
  body: z.strictObject({ taskId: TaskRef, reason: line(500) }),
  returns: z.object({ released: z.number().int() }),
});
export const listLockWaits = endpoint({
  name: 'listLockWaits',
  summary: 'List tasks that wait for file locks, and who holds what each waits for',
  method: 'GET',
  path: '/api/locks/waits',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ projectId: id('proj').optional() }),
  returns: LockWait,
  answer: 'list',
});
export const listHotFiles = endpoint({
  name: 'listHotFiles',
  summary: 'The paths that tasks wanted most often while others held them, in the last fourteen days',
  method: 'GET',
  path: '/api/locks/hot',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ projectId: id('proj').optional() }),
  returns: z.object({ files: z.array(HotFile) }),
});
export const forecastLocks = endpoint({
  name: 'forecastLocks',
  summary:
    'Which queued tasks will meet over the files that they name, and in which turn each can begin; advisory, of the 200 queued longest',
  method: 'GET',
  path: '/api/locks/forecast',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ projectId: id('proj').optional() }),
  returns: LockForecast,
});
export const takeLocks = endpoint({
  name: 'takeLocks',
  summary:
    'Take the file locks that a waiting task needs from the tasks that hold them; those keep their work, and are told why',
  method: 'POST',
  path: '/api/locks/handovers',
  who: 'person',
  action: 'lock:release',
  body: z.strictObject({ taskId: TaskRef, reason: line(500) }),
  returns: z.object({ taken: z.array(HeldBy) }),
});
