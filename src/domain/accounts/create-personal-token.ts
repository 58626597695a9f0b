import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { mayDo, whoMay } from '@/contract/may-do';
import type { createPersonalToken as endpoint } from '@/contract/personal-token';
import type { Role } from '@/contract/policy';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { freshSecret } from './fresh-secret';
import { personalTokenToWire } from './personal-token-to-wire';

const DAY_MS = 86_400_000;

/** Whoever a token is made for: what their role does not allow no token of theirs may. */
interface Maker {
  workspaceId: string;
  userId: string;
  role: Role;
}

/** Makes an access token for a person; only its hash is kept. Throws FORBIDDEN for a scope that the person's role does not have. */
export async function createPersonalToken(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, role }: Maker,
  { name, scopes, expiresInDays }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  const beyond = scopes.find((scope) => !mayDo(role, scope));
  if (beyond)
    throw new AppError(
      'FORBIDDEN',
      `${beyond} is for ${whoMay(beyond)} alone, so no token of yours can have it.`,
    );
  const { token, ...kept } = freshSecret();
  const id = newId();
  const expiresAt =
    expiresInDays === null ? null : new Date((await databaseNow(runs)).getTime() + expiresInDays * DAY_MS);
  const row = await tx.personalToken.create({
    data: { id, workspaceId, userId, name, ...kept, scopes: [...new Set(scopes)], expiresAt },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'token.created',
    actor: `person:${userId}`,
    payload: { tokenId: toWireId('pat', id), name, scopes: row.scopes },
  });
  return { ...personalTokenToWire(row), token };
}
