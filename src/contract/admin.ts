import { z } from 'zod';
import { ProviderId } from './account';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';
import { Role } from './policy';
import { text } from './text';
import { Quotas } from './workspace';

/** An account as administrators of the installation see it. */
export const AdminUser = z.object({
  id: id('user'),
  name: z.string(),
  email: z.string(),
  verified: z.boolean(),
  administrator: z.boolean(),
  disabledAt: Timestamp.nullable().describe('From then on nobody gets in as them; null while they may'),
  createdAt: Timestamp,
  lastSeenAt: Timestamp.nullable().describe('When a session of theirs was last used, to the day'),
  signIns: z.array(z.enum(['password', ...ProviderId.options])),
  workspaces: z.array(z.object({ id: id('ws'), name: z.string(), role: Role })),
  you: z.boolean(),
});
export type AdminUser = z.infer<typeof AdminUser>;

export const AdminStats = z.object({
  version: z.string(),
  people: z.number().int(),
  disabledPeople: z.number().int(),
  administrators: z.number().int(),
  workspaces: z.number().int(),
  projects: z.number().int(),
  tasks: z.number().int(),
  agentsAtWork: z.number().int(),
  runners: z.number().int(),
  runnersConnected: z.number().int(),
  logBytes: z.number().int().describe('Of all logs there are, before the database compresses them'),
  databaseBytes: z.number().int(),
});
export type AdminStats = z.infer<typeof AdminStats>;

export const AdminWorkspace = z.object({
  id: id('ws'),
  name: z.string(),
  createdAt: Timestamp,
  quotas: Quotas,
  /** Those that are its own; the others are the installation’s. */
  own: z.record(z.string(), z.number().int()),
});
export type AdminWorkspace = z.infer<typeof AdminWorkspace>;

/** null: as the installation sets it; 0: none. */
const OwnQuota = z.number().int().min(0).max(1_000_000_000_000_000).nullable().optional();

export const listAdminUsers = endpoint({
  name: 'listAdminUsers',
  summary: 'Everyone who has an account here, the newest first; `search` finds names and addresses',
  method: 'GET',
  path: '/api/admin/users',
  who: 'person',
  action: 'installation:manage',
  query: ListQuery.extend({ search: text(200).optional() }),
  returns: AdminUser,
  answer: 'list',
});
export const updateAdminUser = endpoint({
  name: 'updateAdminUser',
  summary:
    'Disable an account (its sessions, tokens and machines end at once) or enable it, make an administrator or unmake one; one always stays',
  method: 'PATCH',
  path: '/api/admin/users/:id',
  who: 'person',
  action: 'installation:manage',
  params: z.strictObject({ id: id('user') }),
  body: z.strictObject({ disabled: z.boolean().optional(), administrator: z.boolean().optional() }),
  returns: AdminUser,
});
export const getAdminStats = endpoint({
  name: 'getAdminStats',
  summary: 'Figures of the whole installation',
  method: 'GET',
  path: '/api/admin/stats',
  who: 'person',
  action: 'installation:manage',
  returns: AdminStats,
});
export const listAdminWorkspaces = endpoint({
  name: 'listAdminWorkspaces',
  summary: 'Every workspace, what it has, and how much of it it may have',
  method: 'GET',
  path: '/api/admin/workspaces',
  who: 'person',
  action: 'installation:manage',
  query: ListQuery,
  returns: AdminWorkspace,
  answer: 'list',
});
export const updateAdminWorkspace = endpoint({
  name: 'updateAdminWorkspace',
  summary: 'Give a workspace quotas of its own: a number, 0 for none, null for the installation’s',
  method: 'PATCH',
  path: '/api/admin/workspaces/:id',
  who: 'person',
  action: 'installation:manage',
  params: z.strictObject({ id: id('ws') }),
  body: z.strictObject({
    people: OwnQuota,
    runners: OwnQuota,
    projects: OwnQuota,
    tasksPerDay: OwnQuota,
    logBytes: OwnQuota,
    attachmentBytes: OwnQuota,
  }),
  returns: AdminWorkspace,
});
