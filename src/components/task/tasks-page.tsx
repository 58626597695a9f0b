'use client';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { createSerializer } from 'nuqs/server';
import { useState } from 'react';
import { useEndpoint, usePages } from '@/hooks/use-endpoint';
import { ButtonLink } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/task-list';
import { words as common } from '../words/words';
import { groupTasks } from './group-tasks';
import { endedTasks, pressingTasks, waitingTasks } from './list-asks';
import { countFilters, taskFilterParsers, taskPeekParsers, taskViewParsers, VIEWS } from './task-filters-url';
import { TaskTable } from './task-table';
import { type Unread, unreadOf } from './unread-tasks';

const TaskBoard = dynamic(() => import('./task-board').then((made) => made.TaskBoard), {
  loading: () => <Skeleton rows={10} />,
});
const TaskGraph = dynamic(() => import('./task-graph').then((made) => made.TaskGraph), {
  loading: () => <Skeleton rows={10} />,
});
const FlatTable = dynamic(() => import('./flat-table').then((made) => made.FlatTable), {
  loading: () => <Skeleton rows={10} />,
});
/** The list is there before what narrows it down; its rows of controls have their room from the beginning. */
const TaskFilterBar = dynamic(() => import('./task-filter-bar').then((made) => made.TaskFilterBar), {
  ssr: false,
  loading: () => (
    <div className="mb-3 h-18 sm:max-xl:h-8 pointer-coarse:h-24 sm:max-xl:pointer-coarse:h-11" />
  ),
});
const NoTasks = dynamic(() => import('./no-tasks').then((made) => made.NoTasks));
const PeekKeys = dynamic(() => import('./peek-keys').then((made) => made.PeekKeys), { ssr: false });
const TaskPeek = dynamic(() => import('./task-peek').then((made) => made.TaskPeek));
const BulkBar = dynamic(() => import('./bulk-bar').then((made) => made.BulkBar), { ssr: false });

const addressOf = createSerializer({ ...taskFilterParsers, ...taskViewParsers });

/** All tasks: by who has to do something, in one order, on a board by where they stand, or drawn by what they wait for. */
export function TasksPage() {
  const [filters] = useQueryStates(taskFilterParsers);
  const [{ view, sort }, setView] = useQueryStates(taskViewParsers, { history: 'push' });
  const [{ peek }, setPeek] = useQueryStates(taskPeekParsers);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const onPeek = (next: string | null, history: 'push' | 'replace') => {
    // What is shown of a task stays chosen for the next one.
    void setPeek(next ? { peek: next } : null, { history });
    if (!next) document.querySelector<HTMLElement>(`tr a[href="/tasks/${peek}"]`)?.focus();
  };
  const chosen = filters.status.length > 0;
  const asked = { ...filters, sort };
  const pressing = usePages('listTasks', { query: pressingTasks(asked) });
  const waiting = usePages('listTasks', { query: waitingTasks(asked) }, { enabled: !chosen });
  const ended = usePages('listTasks', { query: endedTasks(asked) }, { enabled: !chosen });
  const parts = chosen ? [pressing] : [pressing, waiting, ended];
  const stats = useEndpoint('getStats');
  const filtered = countFilters(filters) > 0;
  const [first = [], second = [], lower = []] = parts.map(
    ({ data }) => data?.pages.flatMap((page) => page.items) ?? [],
  );
  const upper = [...first, ...second];
  const totals = filtered ? null : (stats.data?.tasks ?? null);
  const endedTotal = ended.data?.pages[0]?.pagination.totalCount ?? lower.length;
  const unread: Unread = {
    statuses: unreadOf(
      chosen ? filters.status : null,
      parts.map((part) => part.hasNextPage),
    ),
    addressOf: (status) => addressOf('/tasks', { ...asked, view, status }),
  };
  const groups = groupTasks(upper, lower, { totals, endedTotal, unread });
  const all = [...upper, ...lower];
  const more = parts.find((part) => part.hasNextPage);
  const failed = parts.find((part) => part.isError);

  return (
    <>
      <PageHeader
        title={common.pages.tasks}
        lead={words.page.leads[view]}
        actions={
          <>
            <Segmented
              label={words.page.view}
              value={view}
              options={VIEWS.map((value) => ({ value, label: words.page.views[value] }))}
              onChange={(next) => void setView({ view: next })}
            />
            <ButtonLink href="/tasks/import">{words.page.import}</ButtonLink>
          </>
        }
      />
      <TaskFilterBar />
      {failed?.error && (
        <div className="mb-3">
          <ErrorPanel title={words.page.unread} error={failed.error} onRetry={() => void failed.refetch()} />
        </div>
      )}
      <div
        data-narrow={peek !== null || undefined}
        className={clsx(
          'relative',
          peek !== null && 'lg:grid lg:grid-cols-[minmax(0,1fr)_30rem] lg:items-start lg:gap-4',
        )}
      >
        <div className="min-w-0">
          {view === 'table' && all.length > 0 ? (
            <FlatTable peek={peek} />
          ) : view !== 'list' && all.length > 0 ? (
            <>
              {view === 'board' ? (
                <TaskBoard tasks={all} totals={totals} unread={unread} />
              ) : (
                <TaskGraph tasks={all} />
              )}
              {more && <ShowMore list={more} />}
            </>
          ) : (
            <Panel flush>
              {parts.some((part) => part.isPending) && <Skeleton className="p-4" />}
              {parts.every((part) => part.isSuccess) && all.length === 0 && <NoTasks filtered={filtered} />}
              {groups.length > 0 && (
                <TaskTable
                  groups={groups}
                  label={words.page.table}
                  picked={picked}
                  onPick={setPicked}
                  peek={peek}
                />
              )}
              {more && <ShowMore list={more} />}
            </Panel>
          )}
        </div>
        {peek !== null && <TaskPeek key={peek} taskRef={peek} onClose={() => onPeek(null, 'push')} />}
        <PeekKeys peek={peek} onPeek={onPeek} />
      </div>
      {picked.size > 0 && view === 'list' && (
        <BulkBar tasks={all.filter((task) => picked.has(task.ref))} onDone={setPicked} />
      )}
    </>
  );
}
