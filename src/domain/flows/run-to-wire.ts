import type { FlowRun } from '@/contract/flow-run';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { flowRef } from '@/lib/refs';

type Row = Prisma.FlowRunGetPayload<object>;

/** Runs as they stand on the wire, with how many of their steps stand where. */
export async function runsToWire(tx: Tx, rows: Row[]): Promise<FlowRun[]> {
  const counted = await tx.flowNode.groupBy({
    by: ['runId', 'status'],
    where: { runId: { in: rows.map(({ id }) => id) }, NOT: { node: '' } },
    _count: true,
  });
  const flowIds = rows.flatMap(({ flowId }) => (flowId === null ? [] : [flowId]));
  const flows = await tx.flow.findMany({
    where: { id: { in: flowIds } },
    select: { id: true, number: true },
  });
  const refs = new Map(flows.map(({ id, number }) => [id, flowRef(number)]));
  return rows.map((row) => ({
    id: toWireId('run', row.id),
    flowId: row.flowId && toWireId('flow', row.flowId),
    flowRef: (row.flowId && refs.get(row.flowId)) ?? null,
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
