import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Event, listEvents as endpoint } from '@/contract/event';
import type { Page } from '@/contract/list';
import type { Tx } from '@/lib/db';
import { pageOf, skipOf } from '@/lib/page';
import type { Runs } from '@/lib/pool';
import { parseCursor } from './event-cursor';
import { findTaskId } from './find-task-id';
import { COUNT_EVENTS, LIST_EVENTS } from './read-events.sql';
import { type EventRow, eventToWire } from './to-wire';

/** Events of the workspace (a database uuid), newest first; of one task where asked, also of one that was deleted, and of some types alone. */
export async function listEvents(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Page<Event>> {
  const taskId = await findTaskId(tx, query.taskId);
  const after = query.cursor === undefined ? null : parseCursor(query.cursor);
  const rows = await runs.query<EventRow>(LIST_EVENTS, [
    workspaceId,
    taskId,
    after?.xid ?? null,
    after?.id ?? null,
    query.limit + 1,
    skipOf(query),
    query.type ?? null,
  ]);
  const [{ n }] = (await runs.query(COUNT_EVENTS, [workspaceId, taskId, query.type ?? null, COUNT_MOST])) as [
    { n: number },
  ];
  return pageOf(query, n, rows, eventToWire, (row) => `${row.xid}.${row.id}`);
}
