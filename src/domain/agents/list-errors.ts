import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import { categoryOf, type ErrorEntry, type listErrors as endpoint } from '@/contract/error-log';
import { FAILURE_CLASS, type FailureClass } from '@/contract/failure';
import type { Page } from '@/contract/list';
import type { Hidden, Prisma, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { byRef, taskRef } from '@/lib/refs';
import { COUNT_ERRORS, COUNT_ERRORS_OF_TASK, LIST_ERRORS, LIST_ERRORS_OF_TASK } from './list-errors.sql';

const WITH_TASK = {
  task: { select: { number: true, title: true, flowNodeId: true } },
  runner: { select: { name: true } },
} satisfies Prisma.AgentInclude;

/** The agents of the workspace that did not succeed, newest first; of a category or a task where asked. */
export async function listErrors(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
  hidden: Hidden,
): Promise<Page<ErrorEntry>> {
  const reads = await readAsEngine(runs, workspaceId);
  const of = [workspaceId, hidden, ...(query.category ? ofCategory(query.category) : [null, null])];
  const place = [idCursor(query.cursor) ?? null, query.limit + 1, skipOf(query)];
  const task = query.taskId
    ? await tx.task.findFirst({ where: byRef('task', query.taskId), select: { id: true } })
    : null;
  if (query.taskId && !task) return pageOf(query, 0, [], toEntry, ({ id }) => id);
  const [ids, [counted]] = await Promise.all([
    task
      ? reads.query(LIST_ERRORS_OF_TASK, [...of, ...place, task.id])
      : reads.query(LIST_ERRORS, [...of, ...place]),
    task
      ? reads.query(COUNT_ERRORS_OF_TASK, [...of, COUNT_MOST, task.id])
      : reads.query(COUNT_ERRORS, [...of, COUNT_MOST]),
  ]);
  const rows = await tx.agent.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    include: WITH_TASK,
    orderBy: { id: 'desc' },
  });
  return pageOf(query, counted.n, rows, toEntry, (row) => row.id);
}

/** Reasons, and whether a category is these or all others: what is in no table passes by itself. */
function ofCategory(category: FailureClass): [string[], boolean] {
  const isTransient = category === 'transient';
  const reasons = Object.entries(FAILURE_CLASS).filter(([, one]) => (one === category) !== isTransient);
  return [reasons.map(([reason]) => reason), !isTransient];
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
