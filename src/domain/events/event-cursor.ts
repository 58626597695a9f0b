import { badCursor } from '@/lib/page';

/** A place in the log: after the event `id` of the transaction `xid`. Decimal text, as both outgrow what a number holds. */
export interface EventCursor {
  xid: string;
  id: string;
}

const MOST = { xid: 2n ** 64n - 1n, id: 2n ** 63n - 1n };

/** The place a cursor on the wire (`xid.id`) names; throws BAD_REQUEST. */
export function parseCursor(cursor: string): EventCursor {
  const [, xid, id] = cursor.match(/^(\d{1,20})\.(\d{1,20})$/) ?? [];
  if (!xid || !id || BigInt(xid) > MOST.xid || BigInt(id) > MOST.id) throw badCursor();
  return { xid, id };
}

/** Whether `a` lies before `b` or is the same place. */
export const notAfter = (a: EventCursor, b: EventCursor): boolean =>
  BigInt(a.xid) === BigInt(b.xid) ? BigInt(a.id) <= BigInt(b.id) : BigInt(a.xid) < BigInt(b.xid);
