import type { Event } from '@/contract/event';

/**
 * What of a newest-first list is shown while it stands still at one event, and how many newer ones wait.
 * null: it does not stand still. A list that has moved on past that event is shown as it is.
 */
export function heldBack(events: Event[], newest: string | null): { shown: Event[]; waiting: number } {
  const from = newest === null ? 0 : events.findIndex(({ cursor }) => cursor === newest);
  return from > 0 ? { shown: events.slice(from), waiting: from } : { shown: events, waiting: 0 };
}
