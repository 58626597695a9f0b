import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { listFlows as endpoint, Flow } from '@/contract/flow-calls';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { pageOf } from '@/lib/page';
import { flowToWire } from './to-wire';

/** The flows, last saved first; of one project, or with words in their name, where asked. */
export async function listFlows(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<Flow>> {
  const where = {
    projectId: query.projectId && fromWireId('proj', query.projectId),
    ...(query.q ? { name: { contains: query.q, mode: 'insensitive' as const } } : {}),
  };
  const rows = await tx.flow.findMany({
    where,
    include: { project: { select: { name: true } } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    skip: query.offset,
  });
  const page = pageOf(query, await tx.flow.count({ where, take: COUNT_MOST }), rows, flowToWire, () => '');
  return { ...page, pagination: { ...page.pagination, nextCursor: null } };
}
