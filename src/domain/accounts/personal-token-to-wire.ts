import type { PersonalToken } from '@/contract/personal-token';
import type { Prisma } from '@/lib/db';
import { toWireId } from '@/lib/ids';

/** An access token as people see it. */
export const personalTokenToWire = (
  row: Prisma.PersonalTokenGetPayload<Record<never, never>>,
): PersonalToken => ({
  id: toWireId('pat', row.id),
  kind: row.kind as PersonalToken['kind'],
  name: row.name,
  hint: row.hint,
  scopes: row.scopes as PersonalToken['scopes'],
  projectIds: row.projectIds.map((id) => toWireId('proj', id)),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
