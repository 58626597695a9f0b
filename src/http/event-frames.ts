import type { Event } from '@/contract/event';
import { type Following, followEvents } from '@/domain/events/follow-events';
import { frame } from './sse';

/** An event goes to every open page: it is written out once. */
const written = new WeakMap<Event, string>();

function write(event: Event): string {
  let text = written.get(event);
  if (!text) written.set(event, (text = frame(event.type, event.cursor, event)));
  return text;
}

/** The workspace's events as frames; each batch is one piece of text. A place without events is an id alone. */
export async function* eventFrames(following: Following): AsyncGenerator<string> {
  for await (const { events, place } of followEvents(following)) {
    yield events.length > 0 ? events.map(write).join('') : `id: ${place}\n\n`;
  }
}
