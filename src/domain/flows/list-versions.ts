import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { listFlowVersions as endpoint, FlowVersion } from '@/contract/flow-calls';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { pageOf } from '@/lib/page';
import { findFlow } from './find-flow';

/** The versions of a flow, newest first, with who saved each. Throws NOT_FOUND. */
export async function listVersions(
  tx: Tx,
  ref: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<FlowVersion>> {
  const { id: flowId } = await findFlow(tx, ref);
  const rows = await tx.flowVersion.findMany({
    where: { flowId },
    omit: { document: true },
    orderBy: { version: 'desc' },
    take: query.limit + 1,
    skip: query.offset,
  });
  const people = await tx.member.findMany({
    where: { userId: { in: rows.flatMap(({ createdBy }) => createdBy ?? []) } },
    select: { userId: true, user: { select: { name: true } } },
  });
  const names = new Map(people.map(({ userId, user }) => [userId, user.name]));
  const toWire = ({ version, note, nodes, edges, errors, createdBy, createdAt }: (typeof rows)[number]) => ({
    version,
    note,
    nodes,
    edges,
    errors,
    createdBy: names.get(createdBy ?? '') ?? null,
    createdAt: createdAt.toISOString(),
  });
  const total = await tx.flowVersion.count({ where: { flowId }, take: COUNT_MOST });
  const page = pageOf(query, total, rows, toWire, () => '');
  return { ...page, pagination: { ...page.pagination, nextCursor: null } };
}
