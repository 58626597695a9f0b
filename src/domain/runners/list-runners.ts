import { COUNT_MOST } from '@/contract/count-most';
import type { Page } from '@/contract/list';
import type { Runner } from '@/contract/runner';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import { idCursor, type PageQuery, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { runnerToWire, WITH_RUNNING, withSeenProjects } from './to-wire';

/** Runners of the workspace, newest first; revoked ones too, as the record of what ran where. */
export async function listRunners(tx: Tx, runs: Runs, query: PageQuery): Promise<Page<Runner>> {
  const rows = await tx.runner.findMany({
    where: { id: { lt: idCursor(query.cursor) } },
    include: WITH_RUNNING,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const now = await databaseNow(runs);
  const page = pageOf(
    query,
    await tx.runner.count({ take: COUNT_MOST }),
    rows,
    (row) => runnerToWire(row, now),
    (row) => row.id,
  );
  return { ...page, items: await withSeenProjects(tx, page.items) };
}
