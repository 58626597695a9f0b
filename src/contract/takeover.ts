import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef } from './ids';
import { CommitChanges, Task } from './task';

const params = z.strictObject({ id: TaskRef });
const Sha = z.string().regex(/^[0-9a-f]{40,64}$/, 'must be the id of a commit');
const BYTES = 16 * 1024 * 1024;

export const takeOverTask = endpoint({
  name: 'takeOverTask',
  summary:
    'Hold a task that waits for a person for oneself: no agent begins until it is handed in or given back',
  method: 'POST',
  path: '/api/tasks/:id/takeover',
  who: 'person',
  action: 'task:write',
  params,
  body: z.strictObject({}),
  returns: Task,
});
export const handInTask = endpoint({
  name: 'handInTask',
  summary: 'Hand in the commit of a task that was taken over: it is verified, and then waits for a review',
  method: 'POST',
  path: '/api/tasks/:id/takeover/commit',
  who: 'person',
  action: 'task:write',
  params,
  maxBody: BYTES,
  body: z.strictObject({
    runnerId: id('runner').describe('The machine that has the commit'),
    branch: z.string().min(1).max(250),
    baseSha: Sha,
    headSha: Sha,
    changes: CommitChanges.strict(),
  }),
  returns: Task,
});
