'use client';
import { ArrowDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { usePages } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/task-list';
import { allTasks } from './list-asks';
import { taskFilterParsers, taskViewParsers } from './task-filters-url';
import { TaskTable } from './task-table';

const BulkBar = dynamic(() => import('./bulk-bar').then((made) => made.BulkBar), { ssr: false });

/** All tasks in one order, whoever has to do something; the headings change the order. */
export function FlatTable({ peek }: { peek: string | null }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [filters] = useQueryStates(taskFilterParsers);
  const [{ sort }, setView] = useQueryStates(taskViewParsers, { history: 'replace' });
  const list = usePages('listTasks', { query: allTasks({ ...filters, sort }) });
  if (list.isError)
    return <ErrorPanel title={words.page.unread} error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.isSuccess) return <Skeleton rows={10} />;
  const tasks = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.pagination.totalCount ?? tasks.length;
  return (
    <Panel flush>
      <TaskTable
        groups={[{ key: 'all', title: words.page.all, tasks, total }]}
        label={words.page.all}
        picked={picked}
        onPick={setPicked}
        peek={peek}
        sorted={sort}
        heading={(by, name) => (
          <button
            type="button"
            className="inline-flex min-h-6 items-center gap-1 rounded-control hover:text-ink aria-pressed:text-ink"
            aria-pressed={sort === by}
            onClick={() => void setView({ sort: by })}
          >
            {name}
            <ArrowDown className={`size-3.5 ${sort === by ? '' : 'invisible'}`} aria-hidden="true" />
          </button>
        )}
      />
      {list.hasNextPage && <ShowMore list={list} />}
      {picked.size > 0 && <BulkBar tasks={tasks.filter(({ ref }) => picked.has(ref))} onDone={setPicked} />}
    </Panel>
  );
}
