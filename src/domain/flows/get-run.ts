import type { ReturnsOf } from '@/contract/endpoint';
import type { getFlowRun as endpoint } from '@/contract/flow-run';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import { runsToWire } from './run-to-wire';

/** One run by its wire id, with its document. Throws NOT_FOUND. */
export async function getRun(tx: Tx, wireId: string): Promise<ReturnsOf<typeof endpoint>> {
  const row = await tx.flowRun.findFirst({ where: { id: fromWireId('run', wireId) } });
  if (!row) throw notFound('run', wireId);
  const [run] = await runsToWire(tx, [row]);
  return { ...run!, document: row.document as ReturnsOf<typeof endpoint>['document'] };
}
