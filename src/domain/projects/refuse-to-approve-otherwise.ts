import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import { AppError } from '@/lib/errors';

/** Throws FORBIDDEN where who asks may not say who approves the commits of a project: it would be for themselves to approve. */
export function refuseToApproveOtherwise(role: Role | undefined): void {
  if (role !== undefined && mayDo(role, 'workspace:manage')) return;
  throw new AppError(
    'FORBIDDEN',
    'Who approves the commits of a project change the admins of the workspace alone. Ask one of them.',
  );
}
