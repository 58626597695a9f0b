import { type Action, mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { AppError } from '@/lib/errors';

/** Who asks for views: a database uuid, their role, and what their access token leaves of it. */
export interface Viewer {
  workspaceId: string;
  userId: string;
  role: Role;
  token: { scopes: readonly Action[] } | null;
}

/** Whether somebody may change a view that they see: their own, and as an admin any that is shared. */
export const mayChange = (view: { userId: string; shared: boolean }, viewer: Viewer): boolean =>
  view.userId === viewer.userId || (view.shared && able(viewer, 'workspace:manage'));

/** Throws FORBIDDEN where somebody may show nothing to all of the workspace: viewers, and tokens that only read. */
export function refuseToShare(viewer: Viewer): void {
  if (!able(viewer, 'task:write'))
    throw new AppError(
      'FORBIDDEN',
      'Sharing a view is for members, admins and owners of the workspace. Keep it for yourself, or ask one of them.',
    );
}

const able = ({ role, token }: Viewer, action: Action): boolean =>
  mayDo(role, action) && (token === null || token.scopes.includes(action));
