'use client';
import Link from 'next/link';
import { listTasks } from '@/contract/task';
import { useList } from '@/hooks/use-endpoint';
import { StatusLine } from '../task/status-badge';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { Elapsed } from '../ui/time-ago';
import { RUNNING_NOW } from './asks';

/** What agents do at this moment. */
export function RunningNow() {
  const running = useList(listTasks, { query: RUNNING_NOW });
  return (
    <Panel title="Running now" id="running-now" flush>
      {running.isError && <ErrorPanel error={running.error} onRetry={() => void running.refetch()} />}
      {running.isPending && <Skeleton rows={3} className="p-4" />}
      {running.data?.items.length === 0 && (
        <EmptyState title="Nothing runs">Queued tasks start as soon as a runner is free.</EmptyState>
      )}
      <ul>
        {running.data?.items.map((task) => (
          <li
            key={task.id}
            className="relative flex flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken md:flex-nowrap"
          >
            <StatusLine status={task.status} className="w-24 shrink-0 text-label" />
            <span className="mono shrink-0 text-label text-ink-3">{task.ref}</span>
            <Link
              href={`/tasks/${task.ref}?tab=log`}
              className="covering min-w-0 flex-1 truncate font-medium"
            >
              <bdi>{task.title}</bdi>
            </Link>
            <span className="min-w-0 basis-full truncate text-label text-ink-2 md:flex-1 md:basis-0">
              {task.activity ?? task.runnerName ?? ''}
            </span>
            <span className="mono shrink-0 text-label text-ink-2">
              {task.spentMicros > 0 && formatMoney(task.spentMicros)}
            </span>
            <Elapsed from={task.updatedAt} className="mono w-16 shrink-0 text-right text-label text-ink-3" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
