import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';
import { line } from './text';

const name = line(100);

const Quota = z.object({
  used: z.number().int(),
  limit: z.number().int().nullable().describe('null sets none'),
});

export const Quotas = z.object({
  people: Quota,
  runners: Quota,
  projects: Quota,
  tasksPerDay: Quota,
  /** Of all logs that are kept. */
  logBytes: Quota,
  /** Of all files that are attached to tasks. */
  attachmentBytes: Quota,
});

export const Workspace = z.object({
  id: id('ws'),
  name: z.string(),
  /** The first one of the installation: it is never deleted. */
  first: z.boolean(),
  quotas: Quotas.nullable().describe('Of all projects together: null for who may not see all of them'),
});
export type Workspace = z.infer<typeof Workspace>;

export const getWorkspace = endpoint({
  name: 'getWorkspace',
  summary: 'This workspace, what it has, and how much of it it may have',
  method: 'GET',
  path: '/api/workspace',
  who: 'person',
  action: 'workspace:read',
  returns: Workspace,
});
export const createWorkspace = endpoint({
  name: 'createWorkspace',
  summary: 'Make a workspace of one’s own, where strangers may sign up; its maker is its owner',
  method: 'POST',
  path: '/api/workspaces',
  who: 'anyone',
  status: 201,
  body: z.strictObject({ name }),
  returns: z.object({ workspaceId: id('ws') }),
});
export const updateWorkspace = endpoint({
  name: 'updateWorkspace',
  summary: 'Give this workspace another name',
  method: 'PATCH',
  path: '/api/workspace',
  who: 'person',
  action: 'workspace:manage',
  body: z.strictObject({ name }),
  returns: z.object({ id: id('ws'), name: z.string() }),
});
export const transferWorkspace = endpoint({
  name: 'transferWorkspace',
  summary: 'Make another member the owner of this workspace, and yourself an admin',
  method: 'POST',
  path: '/api/workspace/transfer',
  who: 'person',
  action: 'workspace:own',
  body: z.strictObject({ memberId: id('user') }),
  returns: z.object({ ownerId: id('user') }),
});
export const deleteWorkspace = endpoint({
  name: 'deleteWorkspace',
  summary:
    'Delete this workspace: every way into it ends at once, what it holds is erased behind that, its events within a day',
  method: 'DELETE',
  path: '/api/workspace',
  who: 'person',
  action: 'workspace:own',
  body: z.strictObject({ name: z.string().max(200).describe('The name of the workspace, typed out') }),
  returns: z.object({ id: id('ws'), deleted: z.literal(true) }),
});
