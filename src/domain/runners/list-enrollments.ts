import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Enrollment, listEnrollments as endpoint } from '@/contract/enrollment';
import type { Page } from '@/contract/list';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { enrollmentToWire } from './get-enrollment';

/** One-time tokens that are neither used nor expired, newest first. */
export async function listEnrollments(
  tx: Tx,
  runs: Runs,
  query: QueryOf<typeof endpoint>,
): Promise<Page<Enrollment>> {
  const where = { usedAt: null, expiresAt: { gt: await databaseNow(runs) } };
  const rows = await tx.enrollment.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const total = await tx.enrollment.count({ where, take: COUNT_MOST });
  return pageOf(
    query,
    total,
    rows,
    (row) => enrollmentToWire(row, null),
    (row) => row.id,
  );
}
