import type { ReturnsOf } from '@/contract/endpoint';
import type { revokePersonalToken as endpoint } from '@/contract/personal-token';
import { appendEvent } from '@/domain/events/append-event';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { ownTokens, type TokenKeeper } from './own-tokens';

/** Ends an access token (wire id) that is theirs to look after. Repeatable. Throws NOT_FOUND. */
export async function revokePersonalToken(
  tx: Tx,
  runs: Runs,
  keeper: TokenKeeper,
  wireId: string,
): Promise<ReturnsOf<typeof endpoint>> {
  const { workspaceId, userId } = keeper;
  const id = fromWireId('pat', wireId);
  const found = await tx.personalToken.findFirst({ where: { id, AND: ownTokens(keeper) } });
  if (!found) throw notFound('access token', wireId);
  if (!found.revokedAt) {
    await tx.personalToken.update({ where: { id }, data: { revokedAt: await databaseNow(runs) } });
    appendEvent(runs, {
      workspaceId,
      type: 'token.revoked',
      actor: `person:${userId}`,
      payload: { tokenId: wireId, name: found.name },
    });
  }
  return { id: wireId, revoked: true };
}
