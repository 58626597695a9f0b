import { z } from 'zod';
import { HeldBy } from './attempt';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { ListQuery } from './list';
import { line } from './text';

export const LockKind = z.enum(['file', 'directory', 'glob']);

export const FileLock = z.object({
  id: id('lock'),
  projectId: id('proj'),
  projectName: z.string(),
  pattern: z.string(),
  kind: LockKind,
  taskId: id('task'),
  taskRef: z.string(),
  taskTitle: z.string(),
  createdAt: Timestamp,
});
export type FileLock = z.infer<typeof FileLock>;

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
  summary: 'Whether files could be locked now; advisory',
  method: 'POST',
  path: '/api/locks/check',
  who: 'person',
  action: 'workspace:read',
  body: z.strictObject({
    projectId: id('proj').optional(),
    files: z.array(z.string().min(1).max(512)).min(1).max(64),
  }),
  returns: z.object({ available: z.boolean(), heldBy: z.array(HeldBy) }),
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
