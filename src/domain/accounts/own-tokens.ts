import { mayDo } from '@/contract/may-do';
import type { Role } from '@/contract/policy';
import type { Prisma } from '@/lib/db';

/** Whose tokens are meant, as database uuids. */
export interface TokenKeeper {
  workspaceId: string;
  userId: string;
  role: Role;
}

/** Which tokens somebody sees and ends: their own, and those of CIs where they look after the workspace. */
export const ownTokens = ({
  userId,
  role,
}: Pick<TokenKeeper, 'userId' | 'role'>): Prisma.PersonalTokenWhereInput =>
  mayDo(role, 'workspace:manage') ? { OR: [{ userId }, { kind: 'ci' }] } : { userId };
