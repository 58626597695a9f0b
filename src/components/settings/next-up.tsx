'use client';
import Link from 'next/link';
import { useEndpoint } from '@/hooks/use-endpoint';
import { PriorityGlyph } from '../task/priority';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words as all } from '../words/settings-queue';
import { NEXT_UP } from './next-up-ask';

const words = all.next;

/** The tasks that start next, in order, and why they have not. */
export function NextUp() {
  const next = useEndpoint('nextInQueue', { query: NEXT_UP });
  return (
    <Panel title={words.title} id="next-up" flush>
      {next.isError && (
        <div className="p-4">
          <ErrorPanel error={next.error} onRetry={() => void next.refetch()} />
        </div>
      )}
      {next.isPending && <Skeleton className="p-4" />}
      {next.data?.length === 0 && (
        <EmptyState title={words.empty} action={<ButtonLink href="/tasks/new">{words.create}</ButtonLink>} />
      )}
      <ol>
        {next.data?.map(({ task, why }) => (
          <li
            key={task.id}
            className="relative flex gap-2 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
          >
            <span className="pt-0.5">
              <PriorityGlyph priority={task.priority} />
            </span>
            <div className="min-w-0 flex-1">
              <Link href={`/tasks/${task.ref}`} className="covering flex min-w-0 items-baseline gap-2">
                <span className="mono shrink-0 text-label text-ink-3">{task.ref}</span>
                <bdi className="min-w-0 truncate font-medium">{task.title}</bdi>
              </Link>
              <p className="text-label text-ink-2">{why}</p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
