import { z } from 'zod';
import { HeldBy } from './attempt';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';

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
  body: z.strictObject({
    projectId: id('proj').optional(),
    files: z.array(z.string().min(1).max(512)).min(1).max(64),
  }),
  returns: z.object({ available: z.boolean(), heldBy: z.array(HeldBy) }),
});
