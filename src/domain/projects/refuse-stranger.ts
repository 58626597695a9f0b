import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';

/** Who would change whose a project is, or who sees it; `role` is theirs. */
interface Changer {
  userId: string;
  role?: Role;
}

/**
 * Throws NOT_FOUND where the project (a database uuid) is not there, FORBIDDEN where it belongs to somebody else and who
 * asks is no admin, NOT_FOUND where `ownerId` (wire id) is no member.
 */
export async function refuseStranger(
  tx: Tx,
  { userId, role }: Changer,
  projectId: string,
  ownerId: string | undefined,
): Promise<void> {
  const project = await tx.project.findFirst({ where: { id: projectId }, select: { ownerId: true } });
  const isSteward = role !== undefined && mayDo(role, 'project:see-all');
  if (project && project.ownerId !== userId && !isSteward)
    throw new AppError(
      'FORBIDDEN',
      'Whose a project is, and who sees it, change its owner and the admins of the workspace alone. Ask one of them.',
    );
  if (ownerId === undefined) return;
  const member = await tx.member.findFirst({ where: { userId: fromWireId('user', ownerId) } });
  if (!member) throw notFound('member', ownerId);
}
