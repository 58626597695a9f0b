'use client';
import Link from 'next/link';
import type { Task } from '@/contract/task';
import { useList } from '@/hooks/use-endpoint';
import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { LinkPending } from '../ui/link-pending';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/task-summary';
import { StatusLine } from './status-badge';
import { subTasksOf } from './sub-tasks-ask';
import { TypeMark } from './type-mark';

/** What a task gathers, in the order it was made, and how much of it has ended. */
export function SubTasks({ task }: { task: Task }) {
  const subTasks = useList('listTasks', { query: subTasksOf(task.ref) });
  const { total, open } = task.subTasks;
  const items = subTasks.data?.items ?? [];
  return (
    <Panel
      title={words.subTasks.title}
      id="sub-tasks"
      flush
      actions={
        <span className="flex items-center gap-3">
          {total > 0 && (
            <span className="text-label text-ink-2">{words.subTasks.ended(total - open, total)}</span>
          )}
          <ButtonLink size="sm" href={`/tasks/new?parent=${task.ref}&project=${task.projectId}`}>
            {words.subTasks.add}
          </ButtonLink>
        </span>
      }
    >
      {total > 0 && (
        <div className="h-1 bg-sunken" aria-hidden="true">
          <div className="h-full bg-success" style={{ width: `${((total - open) / total) * 100}%` }} />
        </div>
      )}
      {subTasks.isError && (
        <div className="p-4">
          <ErrorPanel error={subTasks.error} onRetry={() => void subTasks.refetch()} />
        </div>
      )}
      {subTasks.isPending && <Skeleton className="p-4" rows={3} />}
      {subTasks.isSuccess && items.length === 0 && (
        <EmptyState title={words.subTasks.none}>{words.subTasks.whenDone}</EmptyState>
      )}
      <ul>
        {items.map((one) => (
          <li
            key={one.id}
            className="relative flex items-center gap-3 border-t border-line px-4 py-2 first:border-t-0 hover:bg-sunken"
          >
            <StatusLine status={one.status} className="w-28 shrink-0 text-label" />
            <Link href={`/tasks/${one.ref}`} className="covering flex min-w-0 flex-1 items-center gap-2">
              <span className="mono inline-flex shrink-0 items-center gap-1 text-label text-ink-3">
                <TypeMark type={one.type} />
                {one.ref}
              </span>
              <bdi className="min-w-0 truncate">{one.title}</bdi>
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
      {subTasks.data?.pagination.hasMore && (
        <p className="border-t border-line px-4 py-2 text-label text-ink-2">
          {words.subTasks.first(items.length)}
        </p>
      )}
    </Panel>
  );
}
