'use client';
import Link from 'next/link';
import { useList } from '@/hooks/use-endpoint';
import { exceptionWord } from '../exception/exception-words';
import { StatusIcon } from '../task/status-icon';
import { ErrorPanel } from '../ui/error-panel';
import { formatTotal } from '../ui/format-count';
import { TimeAgo } from '../ui/time-ago';
import { words as all } from '../words/overview';
import { words as common } from '../words/words';
import { EXCEPTIONS_OPEN, IN_REVIEW } from './asks';

const words = all.needs;
const SHOWN = 6;

/** What waits for a person, longest first: open exceptions and commits to approve. */
export function NeedsYou() {
  const exceptions = useList('listExceptions', { query: EXCEPTIONS_OPEN });
  const reviews = useList('listTasks', { query: IN_REVIEW });
  if (exceptions.isError)
    return (
      <ErrorPanel title={words.unread} error={exceptions.error} onRetry={() => void exceptions.refetch()} />
    );
  const cards = [
    ...(exceptions.data?.items ?? []).map((one) => ({
      key: one.ref,
      href: `/exceptions?e=${one.ref}`,
      at: one.createdAt,
      title: one.title,
      task: `${one.taskRef} ${one.taskTitle}`,
      word: exceptionWord(one.type),
      review: false,
    })),
    ...(reviews.data?.items ?? []).map((task) => ({
      key: task.ref,
      href: `/tasks/${task.ref}`,
      at: task.updatedAt,
      title: task.title,
      task: `${task.ref} · ${task.projectName}`,
      word: common.statuses.IN_REVIEW.word,
      review: true,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  const total = (exceptions.data?.pagination.totalCount ?? 0) + (reviews.data?.pagination.totalCount ?? 0);

  return (
    <section aria-labelledby="needs-you">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id="needs-you" className="text-body font-semibold">
          {common.pages.needsYou}{' '}
          {total > 0 && <span className="font-normal text-ink-3">{formatTotal(total)}</span>}
        </h2>
        {total > SHOWN && (
          <Link href="/exceptions" className="text-label font-medium text-accent hover:underline">
            {words.all(formatTotal(total))}
          </Link>
        )}
      </div>
      {cards.length === 0 ? (
        <p className="rounded-panel border border-line bg-panel px-4 py-3 text-ink-2">{words.none}</p>
      ) : (
        <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
          {cards.slice(0, SHOWN).map((card) => (
            <li
              key={card.key}
              className="relative flex min-w-0 flex-col gap-0.5 rounded-panel border border-line bg-panel px-4 py-3 hover:bg-sunken"
            >
              <p
                className={`flex items-center gap-1.5 text-label font-medium ${card.review ? 'text-review' : 'text-attention'}`}
              >
                <StatusIcon shape={card.review ? 'eye' : 'diamond'} />
                {card.word}
                <TimeAgo at={card.at} className="ml-auto font-normal text-ink-3" />
              </p>
              <Link href={card.href} className="covering line-clamp-2 font-medium">
                <bdi>{card.title}</bdi>
              </Link>
              <p className="truncate text-label text-ink-2">{card.task}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
