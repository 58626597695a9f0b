import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listPersonalTokens as endpoint, PersonalToken } from '@/contract/personal-token';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { ownTokens, type TokenKeeper } from './own-tokens';
import { personalTokenToWire } from './personal-token-to-wire';

/** The access tokens that are somebody's to look after and good still, newest first. */
export async function listPersonalTokens(
  tx: Tx,
  runs: Runs,
  keeper: Omit<TokenKeeper, 'workspaceId'>,
  query: QueryOf<typeof endpoint>,
): Promise<Page<PersonalToken>> {
  const now = await databaseNow(runs);
  const where = {
    revokedAt: null,
    AND: [ownTokens(keeper), { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }],
  };
  const rows = await tx.personalToken.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const total = await tx.personalToken.count({ where, take: COUNT_MOST });
  return pageOf(query, total, rows, personalTokenToWire, (row) => row.id);
}
