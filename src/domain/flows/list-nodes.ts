import type { QueryOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { listFlowNodes as endpoint, FlowNodeRun } from '@/contract/flow-run';
import type { Page } from '@/contract/list';
import type { Prisma, Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { taskRef } from '@/lib/refs';
import { compilePlan } from './compile-plan';
import { openerOf, type Plan } from './plan';

type Row = Omit<Prisma.FlowNodeGetPayload<object>, 'output'> & { output?: unknown };

/** The steps of a run, in the order in which they were written. Throws NOT_FOUND. */
export async function listNodes(
  tx: Tx,
  wireId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<FlowNodeRun>> {
  const run = await tx.flowRun.findFirst({
    where: { id: fromWireId('run', wireId) },
    select: { id: true, document: true },
  });
  if (!run) throw notFound('run', wireId);
  const where = { runId: run.id, NOT: { node: '' }, node: query.nodeId };
  const rows = await tx.flowNode.findMany({
    where: { ...where, id: { gt: idCursor(query.cursor) } },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
    skip: skipOf(query),
    omit: { output: query.outputs === 'false' },
  });
  const wire = await nodesToWire(tx, compilePlan(run.document as unknown as FlowDocument), rows);
  const byId = new Map(wire.map((node, i) => [rows[i]!.id, node]));
  return pageOf(
    query,
    await tx.flowNode.count({ where }),
    rows,
    (row) => byId.get(row.id)!,
    (row) => row.id,
  );
}

/** Steps as they stand on the wire, with their tasks. */
export async function nodesToWire(tx: Tx, plan: Plan, rows: Row[]): Promise<FlowNodeRun[]> {
  const ids = rows.flatMap(({ taskId }) => (taskId === null ? [] : [taskId]));
  const tasks = await tx.task.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, number: true, status: true, reason: true },
      ...{ attempt: true, failures: true, maxRetries: true, spentMicros: true },
    },
  });
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return rows.map((row) => {
    const task = row.taskId === null ? undefined : byId.get(row.taskId);
    return {
      id: toWireId('node', row.id),
      nodeId: row.node,
      part: row.part,
      path: pathOf(plan, row.scope),
      kind: row.kind,
      status: row.status as FlowNodeRun['status'],
      reason: sayReason(plan, row.reason),
      task: task
        ? {
            ...{ id: toWireId('task', task.id), ref: taskRef(task.number) },
            ...{ status: task.status, reason: task.reason },
            attempt: task.attempt,
            ...{ tries: Math.min(task.failures, task.maxRetries) + 1, triesMost: task.maxRetries + 1 },
            spentMicros: Number(task.spentMicros),
          }
        : null,
      tries: row.tries,
      output: row.output ?? null,
      startedAt: row.startedAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
    };
  });
}

/** Through which rounds of which nodes a scope is reached. */
export function pathOf(plan: Plan, scope: string): FlowNodeRun['path'] {
  const opener = openerOf(scope);
  if (!opener) return [];
  return [...pathOf(plan, opener.scope), { nodeId: plan.steps[opener.step]!.node, round: opener.round }];
}

/** A reason with the id of the node where it began, instead of its place in the plan. */
export function sayReason(plan: Plan, reason: string | null): string | null {
  const [, kind, step] = reason?.match(/^(dependency_\w+|condition):(\d+)$/) ?? [];
  return kind ? `${kind}:${plan.steps[Number(step)]?.node ?? step}` : reason;
}
