import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { TaskDraft } from './task';
import { line } from './text';

/** What a template says of a task: anything but which one it is under, waits for, and whose it is. */
export const TemplateDraft = TaskDraft.omit({ projectId: true, parent: true, dependsOn: true, draft: true });
export type TemplateDraft = z.infer<typeof TemplateDraft>;

/** What a task begins with that is made often. */
export const TaskTemplate = z.object({
  id: id('tmpl'),
  name: z.string(),
  projectId: id('proj').nullable().describe('null: of every project'),
  draft: TemplateDraft,
  createdAt: Timestamp,
});
export type TaskTemplate = z.infer<typeof TaskTemplate>;

export const listTaskTemplates = endpoint({
  name: 'listTaskTemplates',
  summary: 'What tasks can begin with, by name; of a project: its own and those of all',
  method: 'GET',
  path: '/api/task-templates',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({ projectId: id('proj').optional() }),
  returns: z.array(TaskTemplate),
});
export const createTaskTemplate = endpoint({
  name: 'createTaskTemplate',
  summary: 'Keep what a task says as a template, from a draft or from a task that there is',
  method: 'POST',
  path: '/api/task-templates',
  who: 'person',
  action: 'task:write',
  status: 201,
  body: z.strictObject({
    name: line(100),
    projectId: id('proj').nullable().default(null),
    draft: TemplateDraft.optional(),
    taskId: TaskRef.optional().describe('Instead of draft'),
  }),
  returns: TaskTemplate,
});
export const deleteTaskTemplate = endpoint({
  name: 'deleteTaskTemplate',
  summary: 'Delete a template; tasks that were made of it stay',
  method: 'DELETE',
  path: '/api/task-templates/:id',
  who: 'person',
  action: 'task:write',
  params: z.strictObject({ id: id('tmpl') }),
  returns: z.object({ id: id('tmpl'), deleted: z.literal(true) }),
});
