import type { listAudit as endpoint } from '@/contract/audit';
import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Event } from '@/contract/event';
import type { Page } from '@/contract/list';
import { parseCursor } from '@/domain/events/event-cursor';
import { type EventRow, eventToWire } from '@/domain/events/to-wire';
import { fromWireId } from '@/lib/ids';
import { pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { COUNT_AUDIT, LIST_AUDIT } from './list-audit.sql';

/** What people and machines were let in to do in a workspace (a database uuid), and what was set, newest first. */
export async function listAudit(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<Event>> {
  const after = query.cursor === undefined ? null : parseCursor(query.cursor);
  const wanted = [
    workspaceId,
    query.type ?? null,
    actorOf(query.actor),
    query.from ?? null,
    query.to ?? null,
  ];
  const rows = await runs.query<EventRow>(LIST_AUDIT, [
    ...wanted,
    after?.xid ?? null,
    after?.id ?? null,
    query.limit + 1,
    skipOf(query),
  ]);
  const [{ n }] = (await runs.query(COUNT_AUDIT, [...wanted, COUNT_MOST])) as [{ n: number }];
  return pageOf(query, n, rows, eventToWire, (row) => `${row.xid}.${row.id}`);
}

/** As the database has it. */
function actorOf(wire: string | undefined): string | null {
  const [kind = '', id] = wire?.split(':') ?? [];
  if (!id) return wire ?? null;
  const prefix = id.slice(0, id.lastIndexOf('_')) as 'user' | 'runner' | 'agent';
  return `${kind}:${fromWireId(prefix, id)}`;
}
