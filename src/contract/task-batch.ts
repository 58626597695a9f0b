import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';
import { TaskDraft, TaskStatus } from './task';

/** How many tasks one call makes at most. */
export const MOST_TASKS = 1000;
/** How many faults of a file are told. */
export const MOST_FAULTS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

const KEY = '[A-Za-z0-9][\\w.:/#-]{0,59}';
const TaskKey = z.string().regex(new RegExp(`^${KEY}$`), 'letters, digits and . _ : / # - only');
const RefOrKey = z
  .string()
  .regex(
    new RegExp(`^(task_[0-9a-f]{32}|TASK-[1-9][0-9]{0,8}|key:${KEY})$`),
    'must be a task id, a ref like TASK-142, or key: and the key of a task of the same call',
  );

/** A task among others that are made with it, which name it by its key. */
export const BatchDraft = TaskDraft.extend({
  key: TaskKey.optional().describe('What the others of the call name it by'),
  dependsOn: z.array(RefOrKey).max(100).default([]),
  parent: RefOrKey.optional(),
});
export type BatchDraft = z.infer<typeof BatchDraft>;

export const createTasks = endpoint({
  name: 'createTasks',
  summary: 'Create up to 1,000 tasks that may depend on each other, all or none',
  method: 'POST',
  path: '/api/tasks/batch',
  who: 'person',
  action: 'task:write',
  maxBody: BATCH_BYTES,
  body: z.strictObject({
    projectId: id('proj').optional().describe('Of those that name none themselves'),
    tasks: z.array(BatchDraft).min(1).max(MOST_TASKS),
  }),
  returns: z.object({
    tasks: z.array(
      z.object({ key: z.string().nullable(), id: id('task'), ref: z.string(), status: TaskStatus }),
    ),
  }),
  status: 201,
});

export const importTasks = endpoint({
  name: 'importTasks',
  counted: 'expensive',
  summary: 'Create tasks from CSV or JSON; nothing is written while there is a fault, or in a dry run',
  method: 'POST',
  path: '/api/tasks/import',
  who: 'person',
  action: 'task:write',
  maxBody: BATCH_BYTES,
  body: z.strictObject({
    format: z.enum(['csv', 'json']),
    content: z
      .string()
      .max(BATCH_BYTES)
      .describe(
        'CSV (RFC 4180; by semicolons or tabs where the heading line has these and no comma) with a heading line that names fields, lists within a cell separated by semicolons; or a JSON array of tasks',
      ),
    projectId: id('proj').optional(),
    dryRun: z.boolean().default(false),
  }),
  returns: z.object({
    dryRun: z.boolean(),
    tasks: z.array(z.object({ line: z.number().int(), title: z.string(), ref: z.string().nullable() })),
    faults: z
      .array(z.object({ line: z.number().int(), column: z.string().nullable(), message: z.string() }))
      .describe(`The first ${MOST_FAULTS}`),
  }),
});
