import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '@/contract/event';
import { logger } from '@/lib/logger';
import { metrics } from '@/lib/metrics';
import { engine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { topic, waitFor } from '@/lib/wake';
import { type EventCursor, parseCursor } from './event-cursor';
import { EVENT_HORIZON, PRIVATE_PROJECTS, READ_EVENTS } from './read-events.sql';
import { type EventRow, eventToWire } from './to-wire';

/** A missed wake-up is found within this. */
const LOOK_MS = 5_000;
/** How soon to look again while a running transaction holds events back. */
const BEHIND_MS = 1_000;
/** Facts come in bursts: one look takes what was said within this. */
const GATHER_MS = 15;
const BATCH = 500;

/** Whose each private project is, by database uuids; null where it belongs to nobody any more. */
export type Privates = ReadonlyMap<string, string | null>;
export type Take = (events: Event[], privates: Privates) => void;

/** The project (a database uuid) of each event that was read, where it is of one that can be told. */
const places = new WeakMap<Event, string | null>();
export const placeOf = (event: Event): string | null => places.get(event) ?? null;

/**
 * Events that follow a cursor and are settled, and whether others wait behind a running transaction; and what is private
 * now, which is never less than what was private as they were written.
 */
export async function readEvents(
  workspaceId: string,
  after: EventCursor,
): Promise<{ events: Event[]; privates: Privates; more: boolean; behind: boolean }> {
  const rows = await engine.query<EventRow & { settled: boolean; place: string | null }>(READ_EVENTS, [
    workspaceId,
    after.xid,
    after.id,
    BATCH,
  ]);
  const settled = rows.filter((row) => row.settled);
  const secret = settled.length > 0 ? await engine.query(PRIVATE_PROJECTS, [workspaceId]) : [];
  return {
    events: settled.map((row) => {
      const event = eventToWire(row);
      places.set(event, row.place);
      return event;
    }),
    privates: new Map(secret.map(({ id, owner_id }) => [id, owner_id])),
    more: settled.length === BATCH,
    behind: settled.length < rows.length,
  };
}

/** The place where the log ends now: whatever is written from here on comes after it. */
export async function eventHorizon(): Promise<EventCursor> {
  const [{ xid }] = (await engine.query<{ xid: string }>(EVENT_HORIZON)) as [{ xid: string }];
  return { xid, id: '0' };
}

/** The one reader of a workspace's log in this process, for however many streams: it lives while somebody listens. */
export class EventFeed {
  private takers = new Set<Take>();
  private stop = new AbortController();
  private place?: Promise<EventCursor>;

  constructor(private readonly workspaceId: string) {}

  /** Hands every event after the returned place to `take`, until `leave` is called. */
  async join(take: Take): Promise<{ place: EventCursor; leave(): void }> {
    const leave = () => {
      this.takers.delete(take);
      if (this.takers.size === 0) this.end();
    };
    this.takers.add(take);
    try {
      this.place ??= this.begin();
      return { place: await this.place, leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  private async begin(): Promise<EventCursor> {
    const place = await eventHorizon();
    void this.run(place);
    return place;
  }

  /** Looks no further. */
  end(): void {
    this.stop.abort();
    if (feeds().get(this.workspaceId) === this) feeds().delete(this.workspaceId);
  }

  private async run(from: EventCursor): Promise<void> {
    let place = from;
    const { signal } = this.stop;
    while (!signal.aborted) {
      // Listening begins before the look, so nothing can be said in between.
      const pause = new AbortController();
      const woken = waitFor(
        [topic.events(this.workspaceId)],
        LOOK_MS,
        AbortSignal.any([signal, pause.signal]),
      );
      const { events, privates, more, behind } = await this.look(place);
      const last = events.at(-1);
      if (last) {
        place = parseCursor(last.cursor);
        this.place = Promise.resolve(place);
        for (const take of this.takers) take(events, privates);
        metrics().eventLag.observe(Math.max(0, Date.now() - Date.parse(last.createdAt)) / 1000);
      }
      if (more) pause.abort();
      const soon = behind ? setTimeout(() => pause.abort(), BEHIND_MS) : undefined;
      if (await woken) await sleep(GATHER_MS);
      clearTimeout(soon);
    }
  }

  private async look(place: EventCursor) {
    try {
      return await readEvents(this.workspaceId, place);
    } catch (error) {
      logger().warn(
        { error: (error as Error).message },
        'events could not be read; the next look tries again',
      );
      return { events: [], privates: new Map<string, null>(), more: false, behind: true };
    }
  }
}

const feeds = () =>
  shared(
    'event-feeds',
    () => new Map<string, EventFeed>(),
    (held) => {
      for (const feed of held.values()) feed.end();
    },
  );

/** The feed of a workspace (a database uuid), begun where there is none. */
export function feedOf(workspaceId: string): EventFeed {
  const held = feeds();
  let feed = held.get(workspaceId);
  if (!feed) held.set(workspaceId, (feed = new EventFeed(workspaceId)));
  return feed;
}
