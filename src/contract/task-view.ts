import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { RiskLevel, TaskStatus, TaskType } from './task';
import { TaskSort } from './task-calls';
import { line, text } from './text';

/** How the list of tasks is narrowed down, laid out and ordered, by the names that its address has for it. */
export const TaskViewShows = z.strictObject({
  q: text(200).default('').describe('Words that are looked for'),
  status: z.array(TaskStatus).max(14).default([]),
  risk: z.array(RiskLevel).max(4).default([]),
  project: z.union([z.literal(''), id('proj')]).default(''),
  type: z.array(TaskType).max(5).default([]),
  label: text(200).default('').describe('Labels, all of which a task has'),
  assignee: z.union([z.enum(['', 'me', 'none']), id('user')]).default(''),
  archived: z.enum(['true', 'all']).nullable().default(null),
  view: z.enum(['list', 'table', 'board', 'graph']).default('list'),
  sort: TaskSort.default('updated'),
});
export type TaskViewShows = z.infer<typeof TaskViewShows>;

/** A list of tasks that somebody comes back to. */
export const TaskView = z.object({
  id: id('view'),
  name: z.string(),
  shared: z.boolean().describe('Whether all of the workspace have it'),
  yours: z.boolean(),
  mayChange: z.boolean().describe('Whether you may: its maker, and admins where it is shared'),
  by: z.string().describe('Who made it'),
  shows: TaskViewShows,
  createdAt: Timestamp,
});
export type TaskView = z.infer<typeof TaskView>;

const params = z.strictObject({ id: id('view') });

export const listTaskViews = endpoint({
  name: 'listTaskViews',
  summary: 'The views of the task list that you have saved and that others share with you, by name',
  method: 'GET',
  path: '/api/task-views',
  who: 'person',
  action: 'workspace:read',
  returns: z.array(TaskView),
});
export const createTaskView = endpoint({
  name: 'createTaskView',
  summary: 'Save a view of the task list under a name; sharing it with the workspace is for members',
  method: 'POST',
  path: '/api/task-views',
  who: 'person',
  action: 'workspace:read',
  status: 201,
  body: z.strictObject({
    name: line(60),
    shared: z.boolean().default(false),
    shows: TaskViewShows.prefault({}),
  }),
  returns: TaskView,
});
export const updateTaskView = endpoint({
  name: 'updateTaskView',
  summary: 'Rename a view of the task list, share it or no longer, or change what it shows',
  method: 'PATCH',
  path: '/api/task-views/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  body: z
    .strictObject({ name: line(60), shared: z.boolean(), shows: TaskViewShows })
    .partial()
    .refine((change) => Object.keys(change).length > 0, 'must change something'),
  returns: TaskView,
});
export const deleteTaskView = endpoint({
  name: 'deleteTaskView',
  summary: 'Delete a view of the task list; of a shared one it is gone for all',
  method: 'DELETE',
  path: '/api/task-views/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: z.object({ id: id('view'), deleted: z.literal(true) }),
});
