import { z } from 'zod';

/** What a member of a workspace is, least first. */
export const Role = z.enum(['viewer', 'member', 'admin', 'owner']);
export type Role = z.infer<typeof Role>;

/** What an access token may be good for. A token makes no tokens: who finds one must not be able to keep a door open. */
export const Scope = z.enum([
  'workspace:read',
  'task:write',
  'task:review',
  'agent:steer',
  'exception:resolve',
  'lock:release',
  'hook:write',
  'project:write',
  'queue:write',
  'runner:connect',
  'runner:manage',
  'audit:read',
]);
export type Scope = z.infer<typeof Scope>;

/** What is about the work on projects: all that a token may be good for which belongs to a CI, or is for some projects alone. */
export const PROJECT_SCOPES: readonly Scope[] = [
  'workspace:read',
  'task:write',
  'task:review',
  'agent:steer',
  'exception:resolve',
  'lock:release',
  'hook:write',
];
