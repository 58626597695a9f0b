import type { ReturnsOf } from '@/contract/endpoint';
import type { rotatePersonalToken as endpoint } from '@/contract/personal-token';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { freshSecret } from './fresh-secret';
import { ownTokens, type TokenKeeper } from './own-tokens';
import { personalTokenToWire } from './personal-token-to-wire';

/** Replaces an access token (wire id) that is theirs to look after; the earlier one is good for `overlapMinutes` more. Throws NOT_FOUND. */
export async function rotatePersonalToken(
  tx: Tx,
  runs: Runs,
  keeper: TokenKeeper,
  wireId: string,
  overlapMinutes: number,
): Promise<ReturnsOf<typeof endpoint>> {
  const { workspaceId, userId } = keeper;
  const id = fromWireId('pat', wireId);
  const found = await tx.personalToken.findFirst({ where: { id, revokedAt: null, AND: ownTokens(keeper) } });
  const now = await databaseNow(runs);
  if (!found || (found.expiresAt && found.expiresAt <= now)) throw notFound('access token', wireId);
  const { token, ...kept } = freshSecret();
  const row = await tx.personalToken.update({
    where: { id },
    data: {
      ...kept,
      earlierHash: found.hash,
      earlierUntil: new Date(now.getTime() + overlapMinutes * 60_000),
    },
  });
  appendEvent(runs, {
    workspaceId,
    type: 'token.rotated',
    actor: `person:${userId}`,
    payload: { tokenId: wireId, name: row.name },
  });
  return { ...personalTokenToWire(row), token };
}
