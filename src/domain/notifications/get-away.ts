import { COUNT_MOST } from '@/contract/count-most';
import type { Away } from '@/contract/notification';
import type { Tx } from '@/lib/db';
import { NUMBERED } from '@/lib/numbered-tasks';

/** What ended since a time (ISO 8601), and what waits for a person now; snoozed is not waiting. */
export async function getAway(tx: Tx, since: string): Promise<Away> {
  const after = new Date(since);
  const ended = (status: 'COMPLETED' | 'FAILED') =>
    tx.task.count({
      where: { ...NUMBERED, status, updatedAt: { gte: after }, endedAt: { gte: after } },
      take: COUNT_MOST,
    });
  const now = new Date();
  const asking = await tx.exception.count({
    where: {
      status: { in: ['open', 'acknowledged'] },
      OR: [{ snoozedUntil: null }, { snoozedUntil: { lt: now } }],
    },
    take: COUNT_MOST,
  });
  const reviews = await tx.task.count({ where: { ...NUMBERED, status: 'IN_REVIEW' }, take: COUNT_MOST });
  return {
    since: after.toISOString(),
    done: await ended('COMPLETED'),
    failed: await ended('FAILED'),
    needsYou: asking + reviews,
  };
}
