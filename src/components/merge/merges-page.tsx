'use client';
import { useQueryStates } from 'nuqs';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ProjectFilter } from '../project/project-filter';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/merge';
import { words as common } from '../words/words';
import { MergeLinePanel } from './merge-line';
import { linesOf, mergeFilterParsers } from './merges-url';

/** The line of each branch: what is merged now, what waits behind it, what came back and what landed. */
export function MergesPage() {
  const [filters, setFilters] = useQueryStates(mergeFilterParsers);
  const merges = useEndpoint('listMerges', { query: linesOf(filters) });
  const lines = merges.data?.lines ?? [];
  return (
    <>
      <PageHeader
        title={common.pages.merges}
        lead={words.lead}
        actions={<ProjectFilter value={filters.project} onPick={(project) => void setFilters({ project })} />}
      />
      {merges.isError && (
        <div className="mb-4">
          <ErrorPanel title={words.failed} error={merges.error} onRetry={() => void merges.refetch()} />
        </div>
      )}
      {merges.isPending && <Skeleton rows={6} />}
      {merges.isSuccess && lines.length === 0 && (
        <Panel flush>
          <EmptyState title={words.nothing}>{words.appears}</EmptyState>
        </Panel>
      )}
      <div className="flex flex-col gap-5">
        {lines.map((line) => (
          <MergeLinePanel key={`${line.projectId} ${line.branch}`} line={line} />
        ))}
      </div>
    </>
  );
}
