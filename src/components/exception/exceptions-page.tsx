'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useList } from '@/hooks/use-endpoint';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { EXCEPTIONS_OPEN, IN_REVIEW } from '../overview/asks';
import { TaskTable } from '../task/task-table';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { ExceptionCard } from './exception-card';
import { exceptionWord } from './exception-words';

const ACKNOWLEDGED = { status: 'acknowledged', limit: 50 } as const;

/** The inbox: what waits for a decision on the left, the decision itself on the right, reviews below. */
export function ExceptionsPage() {
  const open = useList('listExceptions', { query: EXCEPTIONS_OPEN });
  const seen = useList('listExceptions', { query: ACKNOWLEDGED });
  const reviews = useList('listTasks', { query: IN_REVIEW });
  const [chosen, setChosen] = useQueryState('e', parseAsString);
  const items = [...(open.data?.items ?? []), ...(seen.data?.items ?? [])].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : 1,
  );
  const index = Math.max(
    0,
    items.findIndex((one) => one.ref === chosen),
  );
  const current = items[index];
  const step = (by: number) =>
    void setChosen(items[Math.min(items.length - 1, Math.max(0, index + by))]?.ref ?? null);
  useShortcuts([
    { keys: 'j', label: 'Next decision', group: 'This page', run: () => step(1) },
    { keys: 'k', label: 'Previous decision', group: 'This page', run: () => step(-1) },
  ]);
  const waiting = reviews.data?.items ?? [];
  const nothing = open.isSuccess && items.length === 0 && waiting.length === 0;

  return (
    <>
      <PageHeader
        title="Needs you"
        lead="Decisions that hold up work, longest waiting first. Nothing here is ever decided for you."
      />
      {open.isError && <ErrorPanel error={open.error} onRetry={() => void open.refetch()} />}
      {open.isPending && <Skeleton />}
      {nothing && (
        <Panel>
          <EmptyState title="Nothing needs you">
            Questions of agents, failed verifications and commits to approve appear here.
          </EmptyState>
        </Panel>
      )}
      {current && (
        <div className="mb-6 grid items-start gap-5 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <Panel title={`Decisions (${items.length})`} id="decisions" flush>
            <ul className="max-h-[70dvh] overflow-y-auto">
              {items.map((one) => (
                <li key={one.id} className="border-t border-line first:border-t-0">
                  <button
                    type="button"
                    aria-current={one.id === current.id ? 'true' : undefined}
                    onClick={() => void setChosen(one.ref)}
                    className={clsx(
                      'w-full px-4 py-2.5 text-left hover:bg-sunken focus-visible:-outline-offset-2',
                      one.id === current.id && 'bg-sunken shadow-[inset_3px_0_0_var(--attention)]',
                    )}
                  >
                    <span className="flex justify-between gap-2 text-label">
                      <span className="font-medium text-attention">{exceptionWord(one.type)}</span>
                      <TimeAgo at={one.createdAt} className="text-ink-3" />
                    </span>
                    <span className="line-clamp-2 font-medium">
                      <bdi>{one.title}</bdi>
                    </span>
                    <span className="block truncate text-label text-ink-2">
                      {one.taskRef} <bdi>{one.taskTitle}</bdi>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Panel>
          <ExceptionCard key={current.id} exception={current} keys onDone={() => void setChosen(null)} />
        </div>
      )}
      {waiting.length > 0 && (
        <Panel
          title={`Ready to review (${reviews.data?.pagination.totalCount ?? waiting.length})`}
          id="reviews"
          flush
        >
          <TaskTable
            label="Commits to approve"
            groups={[
              { key: 'reviews', title: 'Approve, or send back', tasks: waiting, total: waiting.length },
            ]}
          />
        </Panel>
      )}
      {nothing && (
        <p className="mt-4 text-label text-ink-2">
          Look at{' '}
          <Link className="text-accent underline" href="/tasks">
            all tasks
          </Link>{' '}
          instead.
        </p>
      )}
    </>
  );
}
