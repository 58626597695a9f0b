import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import type { Event } from '@/contract/event';
import type { Member } from '@/contract/member';
import { toneOf } from '../task/event-tone';
import { eventWords } from '../task/event-words';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/event-table';
import { actorName, subjectOf } from './event-links';
import { EventPayload } from './event-payload';

interface TableProps {
  events: Event[];
  /** The cursor of the event whose payload is open. */
  open: string;
  onOpen(cursor: string | null): void;
  /** Whose names are told where they did it. */
  people?: Pick<Member, 'id' | 'name'>[];
}

const wide = 'hidden px-2 py-1.5 md:table-cell';

/** Events in rows; a row opens to show its payload. */
export function EventTable({ events, open, onOpen, people }: TableProps) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{words.caption}</caption>
      <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
        <tr>
          <th scope="col" className="w-0 py-1.5 pl-3 font-medium">
            <span className="sr-only">{words.payload}</span>
          </th>
          <th scope="col" className="w-full px-2 font-medium">
            {words.what}
          </th>
          <th scope="col" className={clsx(wide, 'font-medium')}>
            {words.type}
          </th>
          <th scope="col" className={clsx(wide, 'font-medium')}>
            {words.about}
          </th>
          <th scope="col" className={clsx(wide, 'font-medium')}>
            {words.by}
          </th>
          <th scope="col" className="pr-4 pl-2 text-right font-medium">
            {words.when}
          </th>
        </tr>
      </thead>
      <tbody className="md:border-t md:border-line">
        {events.map((event) => {
          const isOpen = event.cursor === open;
          const subject = subjectOf(event);
          return (
            <Fragment key={event.cursor}>
              <tr
                className={clsx(
                  'border-t border-line first:border-t-0 hover:bg-sunken',
                  isOpen && 'bg-sunken',
                )}
              >
                <td className="py-1 pl-3 align-top">
                  <button
                    type="button"
                    aria-expanded={isOpen}
                    aria-label={words.payloadOf(event.type)}
                    onClick={() => onOpen(isOpen ? null : event.cursor)}
                    className="grid size-7 place-items-center rounded-control text-ink-3 hover:bg-panel hover:text-ink pointer-coarse:size-11"
                  >
                    <ChevronRight
                      className={clsx('size-4 transition-transform duration-120', isOpen && 'rotate-90')}
                      aria-hidden="true"
                    />
                  </button>
                </td>
                <td className="w-full max-w-0 px-2 py-2 align-top">
                  <p className="flex min-w-0 items-baseline gap-2">
                    <span
                      className={clsx('size-2 shrink-0 rounded-full bg-current', toneOf(event))}
                      aria-hidden="true"
                    />
                    <bdi className={clsx('truncate', titleIn(event) ? 'shrink-0' : 'min-w-0')}>
                      {eventWords(event)}
                    </bdi>
                    {titleIn(event) && (
                      <bdi className="min-w-0 truncate text-label text-ink-2">{titleIn(event)}</bdi>
                    )}
                  </p>
                  <p className="truncate pl-4 text-label text-ink-3 md:hidden">
                    {subject ? subject.name : actorName(event, people)}
                  </p>
                </td>
                <td
                  className={clsx(wide, 'mono align-top text-label leading-6 whitespace-nowrap text-ink-3')}
                >
                  {event.type}
                </td>
                <td className={clsx(wide, 'align-top whitespace-nowrap')}>
                  {subject?.href ? (
                    <Link
                      href={subject.href}
                      className="mono text-label leading-6 text-accent hover:underline"
                    >
                      {subject.name}
                    </Link>
                  ) : (
                    <span className="text-label leading-6 text-ink-3">{subject?.name ?? '–'}</span>
                  )}
                </td>
                <td className={clsx(wide, 'align-top text-label leading-6 whitespace-nowrap text-ink-2')}>
                  <bdi>{actorName(event, people)}</bdi>
                </td>
                <td className="py-2 pr-4 pl-2 text-right align-top text-label leading-5 whitespace-nowrap text-ink-3">
                  <TimeAgo at={event.createdAt} className="inline-block min-w-24" />
                </td>
              </tr>
              {isOpen && (
                <tr className="bg-sunken">
                  <td colSpan={6} className="px-3 pb-3 md:pl-12">
                    <EventPayload event={event} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

/** The title of what was created; other events repeat it in their words. */
const titleIn = ({ type, payload }: Event): string | null =>
  type === 'task.created' && typeof payload.title === 'string' ? payload.title : null;
