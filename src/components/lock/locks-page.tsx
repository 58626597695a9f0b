'use client';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import type { FileLock, LockWait } from '@/contract/lock';
import { useEndpoint, useList, usePages } from '@/hooks/use-endpoint';
import { ProjectFilter } from '../project/project-filter';
import { useProjects } from '../project/use-projects';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatTotal } from '../ui/format-count';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/lock-page';
import { ByProject } from './by-project';
import { HotFiles } from './hot-files';
import { LockCheck } from './lock-check';
import { LockForecast } from './lock-forecast';
import { LockTable } from './lock-table';
import { LockWaits } from './lock-waits';
import { lockFilterParsers, locksOf } from './locks-url';

const ReleaseDialog = dynamic(() => import('./release-dialog').then((made) => made.ReleaseDialog), {
  ssr: false,
});
const TakeDialog = dynamic(() => import('./take-dialog').then((made) => made.TakeDialog), { ssr: false });

const LockTree = dynamic(() => import('./lock-tree').then((made) => made.LockTree));
const LockMatrix = dynamic(() => import('./lock-matrix').then((made) => made.LockMatrix));
const LockTimeline = dynamic(() => import('./lock-timeline').then((made) => made.LockTimeline));
const LockGraph = dynamic(() => import('./lock-graph').then((made) => made.LockGraph));

/** One task that waits for one other is told by its row. */
const DRAWN_FROM = 2;

/** Which paths are held, by whom and since when, who waits for whom; and whether a path could be locked now. */
export function LocksPage() {
  const [filters, setFilters] = useQueryStates(lockFilterParsers);
  const [releasing, setReleasing] = useState<FileLock | null>(null);
  const [taking, setTaking] = useState<LockWait | null>(null);
  const waits = useList('listLockWaits', { query: locksOf(filters) });
  const forecast = useEndpoint('forecastLocks', { query: { projectId: filters.project || undefined } });
  const hot = useEndpoint('listHotFiles', { query: { projectId: filters.project || undefined } });
  const locks = usePages('listLocks', { query: locksOf(filters) });
  const projects = useProjects();
  const items = locks.data?.pages.flatMap((page) => page.items) ?? [];
  const total = locks.data?.pages[0]?.pagination.totalCount ?? items.length;
  const waiting = waits.data?.items ?? [];
  const known = projects.named;
  const several = known.length > 1;
  return (
    <>
      <PageHeader
        title={words.page.title}
        lead={words.page.lead}
        actions={
          <>
            <Segmented
              label={words.page.view}
              value={filters.view}
              options={[
                { value: 'table', label: words.page.table },
                { value: 'tree', label: words.page.tree },
                { value: 'matrix', label: words.page.matrix },
                { value: 'timeline', label: words.page.timeline },
              ]}
              onChange={(view) => void setFilters({ view })}
            />
            <ProjectFilter value={filters.project} onPick={(project) => void setFilters({ project })} />
          </>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_21rem] xl:grid-rows-[auto_auto_1fr]">
        <Panel title={total > 0 ? words.page.heldMany(formatTotal(total)) : words.page.held} id="held" flush>
          {locks.isError && (
            <div className="p-4">
              <ErrorPanel
                title={words.page.unread}
                error={locks.error}
                onRetry={() => void locks.refetch()}
              />
            </div>
          )}
          {locks.isPending && <Skeleton className="p-4" />}
          {locks.isSuccess && items.length === 0 && (
            <EmptyState title={words.page.none}>
              {filters.project ? words.page.noneOfProject : words.page.noneYet}
            </EmptyState>
          )}
          {items.length > 0 && filters.view === 'tree' && (
            <ByProject locks={items} waits={waiting}>
              {(held, waits) => <LockTree locks={held} waits={waits} onRelease={setReleasing} />}
            </ByProject>
          )}
          {items.length > 0 && filters.view === 'matrix' && (
            <ByProject locks={items} waits={waiting}>
              {(held, waits) => <LockMatrix locks={held} waits={waits} />}
            </ByProject>
          )}
          {items.length > 0 && filters.view === 'timeline' && (
            <ByProject locks={items} waits={waiting}>
              {(held, waits) => <LockTimeline locks={held} waits={waits} />}
            </ByProject>
          )}
          {items.length > 0 && filters.view === 'table' && (
            <LockTable locks={items} withProject={several && !filters.project} onRelease={setReleasing} />
          )}
          <ShowMore list={locks} />
        </Panel>
        {waits.data && waiting.length > 0 && (
          <Panel title={words.page.waiting(formatTotal(waits.data.pagination.totalCount))} id="waiting" flush>
            {waiting.length >= DRAWN_FROM && <LockGraph waits={waiting} locks={items} />}
            <LockWaits waits={waiting} onTake={setTaking} />
          </Panel>
        )}
        {forecast.data && forecast.data.tasks.length > 0 && <LockForecast forecast={forecast.data} />}
        <div className="flex flex-col gap-5 xl:col-start-2 xl:row-span-3 xl:row-start-1">
          <LockCheck projects={known} projectId={filters.project} />
          {hot.data && hot.data.files.length > 0 && (
            <HotFiles files={hot.data.files} projects={several && !filters.project ? known : []} />
          )}
        </div>
      </div>
      {releasing && <ReleaseDialog lock={releasing} onClose={() => setReleasing(null)} />}
      {taking && <TakeDialog wait={taking} onClose={() => setTaking(null)} />}
    </>
  );
}
