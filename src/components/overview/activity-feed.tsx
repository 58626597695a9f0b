'use client';
import Link from 'next/link';
import { useList } from '@/hooks/use-endpoint';
import { subjectOf } from '../event/event-links';
import { eventWords, isWorthShowing } from '../task/event-words';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words as all } from '../words/overview';
import { RECENT_EVENTS, RECENT_TASKS } from './asks';

const words = all.activity;
const SHOWN = 14;

/** The latest events, in words. */
export function ActivityFeed() {
  const events = useList('listEvents', { query: RECENT_EVENTS });
  const tasks = useList('listTasks', { query: RECENT_TASKS });
  const byId = new Map(tasks.data?.items.map((task) => [task.id, task]));
  const shown = (events.data?.items ?? []).filter(isWorthShowing).slice(0, SHOWN);
  return (
    <Panel title={words.title} id="activity" flush className="self-start">
      {events.isError && <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />}
      {events.isPending && <Skeleton className="p-4" />}
      {events.isSuccess && shown.length === 0 && (
        <EmptyState title={words.none} action={<ButtonLink href="/tasks/new">{words.create}</ButtonLink>} />
      )}
      <ol>
        {shown.map((event) => {
          const task = event.taskId ? byId.get(event.taskId) : undefined;
          const href = subjectOf(event)?.href;
          return (
            <li
              key={event.cursor}
              className="relative flex items-baseline gap-2 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
            >
              <div className="min-w-0 flex-1">
                <p className="truncate">
                  {href ? (
                    <Link href={href} className="covering">
                      {eventWords(event)}
                    </Link>
                  ) : (
                    eventWords(event)
                  )}
                </p>
                {task && (
                  <p className="truncate text-label text-ink-2">
                    <span className="mono text-ink-3">{task.ref}</span> <bdi>{task.title}</bdi>
                  </p>
                )}
              </div>
              <TimeAgo at={event.createdAt} className="shrink-0 text-label text-ink-3" />
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
