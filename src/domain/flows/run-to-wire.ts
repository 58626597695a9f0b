import type { FlowRun } from '@/contract/flow-run';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';

type Row = Prisma.FlowRunGetPayload<object>;

/** Runs as they stand on the wire, with how many of their steps stand where. */
export async function runsToWire(tx: Tx, rows: Row[]): Promise<FlowRun[]> {
  const counted = await tx.flowNode.groupBy({
    by: ['runId', 'status'],
    where: { runId: { in: rows.map(({ id }) => id) }, NOT: { node: '' } },
    _count: true,
  });
  return rows.map((row) => ({
    id: toWireId('run', row.id),
    flowId: row.flowId && toWireId('flow', row.flowId),
    flowVersion: row.flowVersion,
    name: row.name,
    projectId: toWireId('proj', row.projectId),
    status: row.status as FlowRun['status'],
    note: row.note,
    inputs: row.inputs as FlowRun['inputs'],
    counts: Object.fromEntries(
      counted.filter(({ runId }) => runId === row.id).map(({ status, _count: n }) => [status, n]),
    ),
    replayOf: row.replayOf && toWireId('run', row.replayOf),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
