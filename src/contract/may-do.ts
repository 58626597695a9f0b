import type { Role } from './policy';

const EVERYONE: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];
const MEMBERS: readonly Role[] = ['member', 'admin', 'owner'];
const ADMINS: readonly Role[] = ['admin', 'owner'];
const OWNERS: readonly Role[] = ['owner'];

/** Who may do what: the only place that says so. Every endpoint for people names its action; what is not here nobody may do. */
export const POLICY = {
  'workspace:read': EVERYONE,
  'task:write': MEMBERS,
  'task:review': MEMBERS,
  'agent:steer': MEMBERS,
  'exception:resolve': MEMBERS,
  'lock:release': MEMBERS,
  'hook:write': MEMBERS,
  'project:write': MEMBERS,
  'project:see-all': ADMINS,
  'queue:write': ADMINS,
  'runner:connect': MEMBERS,
  'runner:manage': ADMINS,
  'token:own': EVERYONE,
  'account:own': EVERYONE,
  'member:manage': ADMINS,
  'workspace:manage': ADMINS,
  'workspace:own': OWNERS,
  'audit:read': ADMINS,
  // No role of a workspace: administrators of the installation alone.
  'installation:manage': [],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof POLICY;

/** Whether a role may do something. */
export const mayDo = (role: Role, action: Action): boolean =>
  (POLICY[action] as readonly Role[]).includes(role);

/** The roles that may do something. */
export const rolesThatMay = (action: Action): Role[] => [...POLICY[action]];

/** Who may do something, in words: "members, admins and owners". */
export function whoMay(action: Action): string {
  const names = POLICY[action].map((role) => `${role}s`);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'nobody');
}
