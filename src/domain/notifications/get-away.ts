import { COUNT_MOST } from '@/contract/count-most';
import type { Away } from '@/contract/notification';
import type { Hidden, Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { COUNT_AWAY } from './get-away.sql';

/** What ended since a time (ISO 8601), and what waits for a person now; snoozed is not waiting. Ids are database uuids. */
export async function getAway(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  since: string,
  hidden: Hidden,
): Promise<Away> {
  const after = new Date(since);
  const now = new Date();
  const asking = await tx.exception.count({
    where: {
      status: { in: ['open', 'acknowledged'] },
      OR: [{ snoozedUntil: null }, { snoozedUntil: { lt: now } }],
    },
    take: COUNT_MOST,
  });
  const reads = await readAsEngine(runs, workspaceId);
  const [{ done, failed, reviews }] = (await reads.query(COUNT_AWAY, [
    workspaceId,
    hidden,
    after,
    COUNT_MOST,
  ])) as [{ done: number; failed: number; reviews: number }];
  return { since: after.toISOString(), done, failed, needsYou: asking + reviews };
}
