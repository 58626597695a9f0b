import type { Agent, listAgents as endpoint } from '@/contract/agent';
import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { byRef } from '@/lib/refs';
import { agentToWire, WITH_PLACE } from './to-wire';

/** Agents of the workspace, newest first; of a task, a runner, roles or statuses, and with or without a lease, where asked. */
export async function listAgents(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<Agent>> {
  const where = {
    task: {
      ...(query.taskId ? byRef('task', query.taskId) : {}),
      ...(query.role ? { role: { in: query.role } } : {}),
    },
    runnerId: query.runnerId && fromWireId('runner', query.runnerId),
    status: query.status && { in: query.status },
    lease: query.live === undefined ? undefined : query.live ? { isNot: null } : { is: null },
  };
  const rows = await tx.agent.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: WITH_PLACE,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  return pageOf(query, await tx.agent.count({ where, take: COUNT_MOST }), rows, agentToWire, (row) => row.id);
}
