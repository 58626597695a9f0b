import type { Event } from '@/contract/event';
import { toWireId } from '@/lib/ids';
import { type EventCursor, notAfter, parseCursor } from './event-cursor';
import { eventHorizon, feedOf, type Privates, placeOf, readEvents } from './event-feed';

/** Whose events, from where, and until when. Ids are database uuids. */
export interface Following {
  workspaceId: string;
  /** Who reads, and sees nothing of others' private projects; null sees everything. */
  userId: string | null;
  /** The only projects that are there for them; absent or empty: all. */
  projectIds?: readonly string[];
  /** Only events of this task. */
  taskId: string | null;
  /** The last cursor the reader has; null begins at this moment. */
  after: string | null;
  signal: AbortSignal;
}
export interface EventBatch {
  events: Event[];
  /** Where a reader stands that has taken this batch. */
  place: string;
}

/** A reader that is this far behind is cut off: it comes back and resumes from the database. */
const MOST_WAITING = 10_000;

/**
 * Every event after the cursor, once each, in the order of cursors, in batches as they come; ends with the signal.
 * The first batch is empty: a reader that is cut off before any event resumes from its place.
 */
export async function* followEvents({
  workspaceId,
  userId,
  projectIds = [],
  taskId,
  after,
  signal,
}: Following): AsyncGenerator<EventBatch> {
  const waiting: Event[] = [];
  let wake = () => {};
  const { place, leave } = await feedOf(workspaceId).join((events, privates) => {
    waiting.push(...among(projectIds, seenBy(userId, events, privates)));
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const woken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (waiting.length > 0 || signal.aborted) resolve();
    });
  try {
    const begin = await beginAt(after, place);
    yield { events: [], place: `${begin.xid}.${begin.id}` };
    for await (const events of catchUp(workspaceId, userId, begin, place, signal))
      yield* ofTask(among(projectIds, events), taskId);
    while (!signal.aborted && waiting.length < MOST_WAITING) {
      await woken();
      yield* ofTask(waiting.splice(0).filter(isAfter(begin)), taskId);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    leave();
  }
}

/** A cursor beyond the settled log is of another database, which was there before this one: it says nothing here. */
async function beginAt(after: string | null, place: EventCursor): Promise<EventCursor> {
  if (after === null) return place;
  const asked = parseCursor(after);
  return notAfter(asked, place) || notAfter(asked, await eventHorizon()) ? asked : place;
}

/** What was written between the reader's cursor and the place from which the feed hands it everything. */
async function* catchUp(
  workspaceId: string,
  userId: string | null,
  from: EventCursor,
  to: EventCursor,
  signal: AbortSignal,
): AsyncGenerator<Event[]> {
  let at = from;
  while (!notAfter(to, at) && !signal.aborted) {
    const { events, privates, more } = await readEvents(workspaceId, at);
    yield seenBy(userId, events, privates).filter(({ cursor }) => notAfter(parseCursor(cursor), to));
    const last = events.at(-1);
    if (!more || !last) return;
    at = parseCursor(last.cursor);
  }
}

/** What is told of a task that is gone names no project any more: then it is told to nobody from whom one is hidden. */
function seenBy(userId: string | null, events: Event[], privates: Privates): Event[] {
  if (userId === null || [...privates.values()].every((owner) => owner === userId)) return events;
  return events.filter((event) => {
    const place = placeOf(event);
    return place === null ? event.taskId === null : !privates.has(place) || privates.get(place) === userId;
  });
}

/** Those of some projects alone, and those of none. */
function among(projectIds: readonly string[], events: Event[]): Event[] {
  if (projectIds.length === 0) return events;
  return events.filter((event) => {
    const place = placeOf(event);
    return place === null ? event.taskId === null : projectIds.includes(place);
  });
}

/** A cursor may lie ahead of this process's feed: another server has handed it out. */
const isAfter =
  (begin: EventCursor) =>
  (event: Event): boolean =>
    !notAfter(parseCursor(event.cursor), begin);

function* ofTask(events: Event[], taskId: string | null): Generator<EventBatch> {
  const last = events.at(-1);
  if (!last) return;
  const wire = taskId && toWireId('task', taskId);
  const wanted = wire ? events.filter((event) => event.taskId === wire) : events;
  if (wanted.length > 0) yield { events: wanted, place: last.cursor };
}
