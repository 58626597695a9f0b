import { LockKeyhole } from 'lucide-react';
import Link from 'next/link';
import type { Exception } from '@/contract/exception';
import { AnsiText } from '../log/ansi-text';
import { Chip } from '../ui/chip';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Scroller } from '../ui/scroller';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/exception-decided';
import { exceptionWord } from './exception-words';

/** A decision that has been made: what was asked and what was answered. Nothing can be changed any more. */
export function DecidedCard({ exception }: { exception: Exception }) {
  const { resolution, options, status } = exception;
  const chosen = options.find(({ id }) => id === resolution?.option);
  return (
    <Panel
      title={
        <span className="flex items-center gap-2">
          <LockKeyhole className="size-4 text-ink-3" aria-hidden="true" />
          {exceptionWord(exception.type)}
        </span>
      }
      id="decided"
      actions={
        <span className="flex items-center gap-2 text-label text-ink-3">
          <Chip tone={status === 'resolved' ? 'success' : 'neutral'}>
            {status === 'resolved' ? words.decided : words.dismissed}
          </Chip>
          {exception.ref} · <TimeAgo at={exception.resolvedAt ?? exception.createdAt} />
        </span>
      }
    >
      <p className="text-section font-medium">
        <bdi>{exception.title}</bdi>
      </p>
      <p className="text-label">
        <Link href={`/tasks/${exception.taskRef}`} className="text-accent hover:underline">
          {exception.taskRef} <bdi>{exception.taskTitle}</bdi>
        </Link>
      </p>
      {exception.body.trim() && exception.body.trim() !== exception.title && (
        <Scroller
          label={words.said}
          className="mono mt-3 max-h-48 border-l-2 border-line pl-3 text-log whitespace-pre-wrap"
        >
          {exception.body.split('\n').map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished text never move
            <span key={index} className="block min-h-5">
              <AnsiText text={line} />
            </span>
          ))}
        </Scroller>
      )}
      <dl className="mt-4 grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <dt className="text-ink-2">{words.answer}</dt>
        <dd>
          {resolution?.because
            ? words.because(resolution.because)
            : (chosen?.label ?? resolution?.option ?? (status === 'dismissed' ? words.none : words.inWords))}
        </dd>
        {resolution?.rule && (
          <>
            <dt className="text-ink-2">{words.by}</dt>
            <dd>
              <Phrase of={words.rule} parts={{ always: <q>{words.always}</q> }} />
            </dd>
          </>
        )}
        {resolution?.text && (
          <>
            <dt className="text-ink-2">{words.words}</dt>
            <dd className="whitespace-pre-wrap">
              <bdi>{resolution.text}</bdi>
            </dd>
          </>
        )}
        {exception.deliveredAt && (
          <>
            <dt className="text-ink-2">{words.delivered}</dt>
            <dd>
              <Phrase of={words.toAgent} parts={{ time: <TimeAgo at={exception.deliveredAt} /> }} />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
