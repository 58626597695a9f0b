'use client';
import { useQueryStates } from 'nuqs';
import type { Task } from '@/contract/task';
import { useEndpoint, usePages } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { activeTasks, endedTasks } from './list-asks';
import { ATTENTION_GROUPS, hasEnded } from './status-vocabulary';
import { TaskFilterBar } from './task-filter-bar';
import { taskFilterParsers } from './task-filters-url';
import { type TaskGroup, TaskTable } from './task-table';

/** All tasks, grouped by who has to do something: people first, machines next, the past last. */
export function TasksPage() {
  const [filters] = useQueryStates(taskFilterParsers);
  const chosen = filters.status.length > 0;
  const active = usePages('listTasks', { query: activeTasks(filters) });
  const ended = usePages('listTasks', { query: endedTasks(filters) }, { enabled: !chosen });
  const stats = useEndpoint('getStats');
  const filtered = chosen || filters.q !== '' || filters.risk.length > 0 || filters.project !== '';
  const upper = active.data?.pages.flatMap((page) => page.items) ?? [];
  const lower = chosen ? [] : (ended.data?.pages.flatMap((page) => page.items) ?? []);
  const endedTotal = ended.data?.pages[0]?.pagination.totalCount ?? lower.length;
  const groups = grouped(upper, filtered ? null : (stats.data?.tasks ?? null));
  if (lower.length > 0) groups.push({ key: 'ended', title: 'Ended', tasks: lower, total: endedTotal });
  const more = active.hasNextPage ? active : ended.hasNextPage && !chosen ? ended : null;

  return (
    <>
      <PageHeader title="Tasks" lead="Sorted by who has to do something: you first, then the machines." />
      <TaskFilterBar />
      <Panel flush>
        {active.isError && (
          <div className="p-4">
            <ErrorPanel
              title="The tasks could not be read"
              error={active.error}
              onRetry={() => void active.refetch()}
            />
          </div>
        )}
        {active.isPending && <Skeleton className="p-4" />}
        {active.isSuccess && groups.length === 0 && <NoTasks filtered={filtered} />}
        {groups.length > 0 && <TaskTable groups={groups} label="Tasks by attention" />}
        {more && (
          <div className="border-t border-line p-2 text-center">
            <Button look="quiet" busy={more.isFetchingNextPage} onClick={() => void more.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}

function grouped(tasks: Task[], totals: Record<string, number> | null): TaskGroup[] {
  const groups: TaskGroup[] = ATTENTION_GROUPS.map(({ key, title, statuses }) => {
    const members = tasks.filter((task) => statuses.includes(task.status));
    const counted = totals ? statuses.reduce((sum, status) => sum + (totals[status] ?? 0), 0) : 0;
    return { key, title, tasks: members, total: Math.max(counted, members.length) };
  });
  const past = tasks.filter((task) => hasEnded(task.status));
  if (past.length > 0) groups.push({ key: 'chosen', title: 'Ended', tasks: past, total: past.length });
  return groups.filter((group) => group.tasks.length > 0);
}

function NoTasks({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title="No task matches these filters">
        Clear a filter, or search for other words.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No tasks yet"
      action={
        <>
          <ButtonLink href="/tasks/new" look="primary">
            Create the first task
          </ButtonLink>
          <ButtonLink href="/connect">Connect a machine</ButtonLink>
        </>
      }
    >
      A task says what shall be true when it is done. A connected machine takes it, an agent works on it, and
      checks prove the result.
    </EmptyState>
  );
}
