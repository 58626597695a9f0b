'use client';
import Link from 'next/link';
import { useList } from '@/hooks/use-endpoint';
import { StatusLine } from '../task/status-badge';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { Elapsed } from '../ui/time-ago';
import { words as all } from '../words/overview';
import { RUNNING_NOW } from './asks';

const words = all.running;

/** What agents do at this moment. */
export function RunningNow() {
  const running = useList('listTasks', { query: RUNNING_NOW });
  return (
    <Panel title={words.title} id="running-now" flush>
      {running.isError && <ErrorPanel error={running.error} onRetry={() => void running.refetch()} />}
      {running.isPending && <Skeleton rows={3} className="p-4" />}
      {running.data?.items.length === 0 && <EmptyState title={words.none}>{words.start}</EmptyState>}
      <ul>
        {running.data?.items.map((task) => (
          <li
            key={task.id}
            className="relative flex gap-3 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
          >
            <StatusLine status={task.status} className="w-24 shrink-0 self-start text-label leading-5" />
            <div className="min-w-0 flex-1">
              <p className="flex min-w-0 items-baseline gap-2">
                <span className="mono shrink-0 text-label text-ink-3">{task.ref}</span>
                <Link href={`/tasks/${task.ref}?tab=log`} className="covering min-w-0 truncate font-medium">
                  <bdi>{task.title}</bdi>
                </Link>
              </p>
              <p className="truncate text-label text-ink-2">
                {[task.runnerName, task.activity].filter(Boolean).join(' · ') || words.preparing}
              </p>
            </div>
            <p className="mono shrink-0 text-right text-label text-ink-3">
              <Elapsed from={task.updatedAt} className="block leading-5" />
              {task.spentMicros > 0 && <span className="text-ink-2">{formatMoney(task.spentMicros)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
