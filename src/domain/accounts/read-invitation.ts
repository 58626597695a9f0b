import type { Role } from '@/contract/policy';
import { AppError } from '@/lib/errors';
import { isWhole, sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';
import { READ_INVITATION } from './invitations.sql';

export interface OpenInvitation {
  workspaceName: string;
  role: Role;
  email: string | null;
}

/** What an invitation's token is good for. Throws NOT_FOUND for one that is not (any more), FORBIDDEN where it is meant for another address. */
export async function readInvitation(token: string, email?: string): Promise<OpenInvitation> {
  const [row] = isWhole(token) ? await engine.query(READ_INVITATION, [sha256(token)]) : [];
  if (!row)
    throw new AppError(
      'NOT_FOUND',
      'This invitation is not good any more: it was used, ended, or is older than seven days. Ask for a new link.',
    );
  if (email !== undefined && row.email !== null && row.email !== email)
    throw new AppError(
      'FORBIDDEN',
      'This invitation is for another e-mail address. Ask for one of your own.',
    );
  return { workspaceName: row.workspace_name, role: row.role, email: row.email };
}
