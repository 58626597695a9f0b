import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { listFlowRuns as endpoint, FlowRun } from '@/contract/flow-run';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { findFlow } from './find-flow';
import { runsToWire } from './run-to-wire';

/** Runs of the workspace, newest first; of one flow where asked. */
export async function listRuns(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<FlowRun>> {
  const where = { flowId: query.flowId && (await findFlow(tx, query.flowId)).id };
  const rows = await tx.flowRun.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const wire = new Map((await runsToWire(tx, rows)).map((run, i) => [rows[i]!.id, run]));
  const total = await tx.flowRun.count({ where, take: COUNT_MOST });
  return pageOf(
    query,
    total,
    rows,
    (row) => wire.get(row.id)!,
    (row) => row.id,
  );
}
