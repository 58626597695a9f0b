import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { Task } from './task';
import { text } from './text';

const Who = z.object({ id: id('user'), name: z.string() });

/** What a person says to others of a task; no agent reads it. */
export const Remark = z.object({
  id: id('remark'),
  taskId: id('task'),
  author: Who.nullable().describe('null for somebody whose account is gone'),
  yours: z.boolean(),
  text: z.string().describe('Markdown'),
  mentions: z.array(Who).describe('The members that are named as @name'),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
});
export type Remark = z.infer<typeof Remark>;

const ofTask = z.strictObject({ id: TaskRef });
const params = z.strictObject({ id: id('remark') });
const said = z.strictObject({
  text: text(10_000).refine((words) => words.trim() !== '', 'must say something'),
});

export const listRemarks = endpoint({
  name: 'listRemarks',
  summary: 'What people said of a task, the last 500, oldest first',
  method: 'GET',
  path: '/api/tasks/:id/discussion',
  who: 'person',
  action: 'workspace:read',
  params: ofTask,
  returns: z.array(Remark),
});
export const addRemark = endpoint({
  name: 'addRemark',
  summary: 'Say something of a task to others; who is named as @name is told',
  method: 'POST',
  path: '/api/tasks/:id/discussion',
  who: 'person',
  action: 'task:write',
  status: 201,
  params: ofTask,
  body: said,
  returns: Remark,
});
export const changeRemark = endpoint({
  name: 'changeRemark',
  summary: 'Change what you said',
  method: 'PATCH',
  path: '/api/discussion/:id',
  who: 'person',
  action: 'task:write',
  params,
  body: said,
  returns: Remark,
});
export const deleteRemark = endpoint({
  name: 'deleteRemark',
  summary: 'Take back what you said',
  method: 'DELETE',
  path: '/api/discussion/:id',
  who: 'person',
  action: 'task:write',
  params,
  returns: z.object({ id: id('remark'), deleted: z.literal(true) }),
});

/** Whether you follow a task, and whether you said so yourself. */
export const Watch = z.object({ watching: z.boolean(), chosen: z.boolean() });
export type Watch = z.infer<typeof Watch>;

export const getWatch = endpoint({
  name: 'getWatch',
  summary: 'Whether you follow a task; who made it, whose it is and who spoke of it do',
  method: 'GET',
  path: '/api/tasks/:id/watch',
  who: 'person',
  action: 'workspace:read',
  params: ofTask,
  returns: Watch,
});
export const setWatch = endpoint({
  name: 'setWatch',
  summary: 'Follow a task, or not',
  method: 'PUT',
  path: '/api/tasks/:id/watch',
  who: 'person',
  action: 'workspace:read',
  params: ofTask,
  body: z.strictObject({ watching: z.boolean() }),
  returns: Watch,
});
export const assignTask = endpoint({
  name: 'assignTask',
  summary: 'Say whose a task is: a member who sees its project, or nobody',
  method: 'PUT',
  path: '/api/tasks/:id/assignee',
  who: 'person',
  action: 'task:write',
  params: ofTask,
  body: z.strictObject({ assigneeId: z.union([z.literal('me'), id('user')]).nullable() }),
  returns: Task,
});
