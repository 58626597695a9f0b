import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Exception, listExceptions as endpoint } from '@/contract/exception';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { badCursor, pageOf, skipOf } from '@/lib/page';
import { byRef } from '@/lib/refs';
import { exceptionsToWire, WITH_TASK } from './to-wire';

/** Exceptions of the workspace, newest first: by number, as some ids are given by runners. `me` is the database uuid of who asks. */
export async function listExceptions(
  tx: Tx,
  query: QueryOf<typeof endpoint>,
  me: string,
): Promise<Page<Exception>> {
  const where = {
    status: query.status && { in: query.status },
    type: query.type && { in: query.type },
    severity: query.severity && { in: query.severity },
    agentId: query.agentId && fromWireId('agent', query.agentId),
    task: query.taskId ? byRef('task', query.taskId) : undefined,
    assigneeId: query.assigneeId === 'me' ? me : query.assigneeId && fromWireId('user', query.assigneeId),
    fingerprint: query.fingerprint,
    ...snoozed(query.snoozed),
  };
  const rows = await tx.exception.findMany({
    where: { ...where, number: { lt: numberOf(query.cursor) } },
    include: WITH_TASK,
    orderBy: { number: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const total = await tx.exception.count({ where, take: COUNT_MOST });
  const found = await exceptionsToWire(tx, rows);
  return pageOf(
    query,
    total,
    found,
    (one) => one,
    ({ ref }) => ref.slice('EXC-'.length),
  );
}

function snoozed(wanted: 'true' | 'false' | undefined) {
  const now = new Date();
  if (wanted === 'true') return { snoozedUntil: { gt: now } };
  return wanted && { OR: [{ snoozedUntil: null }, { snoozedUntil: { lte: now } }] };
}

function numberOf(cursor: string | undefined): number | undefined {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw badCursor();
  return cursor === undefined ? undefined : Number(cursor);
}
