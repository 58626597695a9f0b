import type { Me } from '@/contract/account';
import type { Role } from '@/contract/policy';
import { signInTables } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { memberships } from './memberships';

/** Who asks, as database uuids. */
interface Asking {
  userId: string;
  administrator: boolean;
  workspaceId: string;
  role: Role;
  sessionId: string | null;
}

/** Who a person is here, and the workspaces they are in. */
export async function describeMe({
  userId,
  workspaceId,
  role,
  sessionId,
  administrator,
}: Asking): Promise<Me> {
  const [user, all] = await Promise.all([
    signInTables().user.findUniqueOrThrow({ where: { id: userId } }),
    memberships(userId),
  ]);
  return {
    id: toWireId('user', userId),
    name: user.name,
    email: user.email,
    verified: user.emailVerified,
    sessionId: sessionId && toWireId('sess', sessionId),
    administrator,
    workspaceId: toWireId('ws', workspaceId),
    role,
    workspaces: all.map((one) => ({ id: toWireId('ws', one.workspaceId), name: one.name, role: one.role })),
  };
}
