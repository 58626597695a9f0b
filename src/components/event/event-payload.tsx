import Link from 'next/link';
import type { Event } from '@/contract/event';
import { CopyButton } from '../ui/copy-button';
import { Scroller } from '../ui/scroller';
import { Moment } from '../ui/time-ago';
import { words } from '../words/event-table';
import { linksOf } from './event-links';

/** An event as it was written, to read and to copy. */
export function EventPayload({ event }: { event: Event }) {
  const text = JSON.stringify(event.payload, null, 2);
  const links = linksOf(event);
  const nothing = Object.keys(event.payload).length === 0;
  return (
    <div className="rounded-control border border-line bg-panel">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5 text-label text-ink-2">
        <code>{event.type}</code>
        <Moment at={event.createdAt} />
        {links.map(({ name, href }) => (
          <Link key={href} href={href} className="text-accent hover:underline">
            {name}
          </Link>
        ))}
        <span className="ml-auto">
          <CopyButton text={JSON.stringify(event, null, 2)} label={words.copy} />
        </span>
      </p>
      {nothing ? (
        <p className="px-3 py-2 text-label text-ink-3">{words.noPayload}</p>
      ) : (
        <Scroller label={words.payload} className="max-h-80 p-3">
          <pre className="mono text-log whitespace-pre-wrap break-words">{text}</pre>
        </Scroller>
      )}
    </div>
  );
}
