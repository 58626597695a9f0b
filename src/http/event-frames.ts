import type { Event } from '@/contract/event';
import { liveNewsOf } from '@/contract/live-names';
import { type Following, followEvents } from '@/domain/events/follow-events';
import { frame } from './sse';

/** An event goes to every open page: it is written out once. */
const written = new WeakMap<Event, string>();

function write(event: Event): string {
  let text = written.get(event);
  if (!text) written.set(event, (text = frame(event.type, event.cursor, event)));
  return text;
}

function rename(event: Event): string[] {
  const news = liveNewsOf(event);
  return news ? [frame(news.name, event.cursor, news.data)] : [];
}

/** The workspace's events as frames; each batch is one piece of text. A place without events is an id alone. */
export async function* eventFrames(
  following: Following,
  names: 'events' | 'flow' = 'events',
): AsyncGenerator<string> {
  for await (const { events, place } of followEvents(following)) {
    const frames = names === 'flow' ? events.flatMap(rename) : events.map(write);
    yield frames.length > 0 ? frames.join('') : `id: ${place}\n\n`;
  }
}
