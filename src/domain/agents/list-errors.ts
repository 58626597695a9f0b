import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import { categoryOf, type ErrorEntry, type listErrors as endpoint } from '@/contract/error-log';
import { FAILURE_CLASS, type FailureClass } from '@/contract/failure';
import type { Page } from '@/contract/list';
import type { Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { byRef, taskRef } from '@/lib/refs';

const WITH_TASK = {
  task: { select: { number: true, title: true, flowNodeId: true } },
  runner: { select: { name: true } },
} satisfies Prisma.AgentInclude;

/** The agents of the workspace that did not succeed, newest first; of a category or a task where asked. */
export async function listErrors(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<ErrorEntry>> {
  const where = {
    attempt: { gt: 0 },
    status: { in: ['failed', 'timeout', 'lost'] },
    task: query.taskId ? byRef('task', query.taskId) : {},
    ...(query.category ? ofCategory(query.category) : {}),
  } satisfies Prisma.AgentWhereInput;
  const rows = await tx.agent.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: WITH_TASK,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  return pageOf(query, await tx.agent.count({ where, take: COUNT_MOST }), rows, toEntry, (row) => row.id);
}

/** What is in no table passes by itself, so that category is whatever no other one is. */
function ofCategory(category: FailureClass): Prisma.AgentWhereInput {
  const reasons = Object.entries(FAILURE_CLASS);
  if (category !== 'transient')
    return { reason: { in: reasons.filter(([, one]) => one === category).map(([reason]) => reason) } };
  const others = reasons.filter(([, one]) => one !== category).map(([reason]) => reason);
  return { OR: [{ reason: null }, { reason: { notIn: others } }] };
}

const toEntry = (row: Prisma.AgentGetPayload<{ include: typeof WITH_TASK }>): ErrorEntry => ({
  agentId: toWireId('agent', row.id),
  taskId: toWireId('task', row.taskId),
  taskRef: taskRef(row.task.number),
  taskTitle: row.task.title,
  nodeId: row.task.flowNodeId ? toWireId('node', row.task.flowNodeId) : null,
  runnerName: row.runner.name,
  attempt: row.attempt,
  kind: row.kind,
  status: row.status,
  category: categoryOf(row.reason),
  reason: row.reason ?? row.status,
  message: (row.result as { message?: string } | null)?.message ?? '',
  at: (row.endedAt ?? row.createdAt).toISOString(),
});
