import type { Agent, listAgents as endpoint } from '@/contract/agent';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { byRef } from '@/lib/refs';
import { agentToWire, WITH_PLACE } from './to-wire';

/** Agents of the workspace, newest first; of one task, or only those with or without a lease, where asked. */
export async function listAgents(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<Agent>> {
  const where = {
    task: query.taskId ? byRef('task', query.taskId) : undefined,
    lease: query.live === undefined ? undefined : query.live ? { isNot: null } : { is: null },
  };
  const rows = await tx.agent.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: WITH_PLACE,
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  return pageOf(query, await tx.agent.count({ where }), rows, agentToWire, (row) => row.id);
}
