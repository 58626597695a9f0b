'use client';
import { useQueryStates } from 'nuqs';
import { useEndpoint, useList } from '@/hooks/use-endpoint';
import { ProjectFilter } from '../project/project-filter';
import { Button, ButtonLink } from '../ui/button';
import { Input } from '../ui/controls';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-list';
import { words as common } from '../words/words';
import { FlowTable } from './flow-table';
import { flowFilterParsers, flowsOf } from './flows-url';

const COMMAND = 'agent-orchestrator flows import flow.json';

/** The flows, last saved first. */
export function FlowsPage() {
  const [filters, setFilters] = useQueryStates(flowFilterParsers);
  const flows = useList('listFlows', { query: flowsOf(filters) });
  const templates = useEndpoint('listFlowTemplates');
  const items = flows.data?.items ?? [];
  const filtered = filters.project !== '' || filters.q !== '';
  const { offset = 0, limit = 50, totalCount = 0 } = flows.data?.pagination ?? {};
  return (
    <>
      <PageHeader
        title={common.pages.flows}
        lead={words.lead}
        actions={
          <>
            <ButtonLink href="/flows/runs">{basics.allRuns}</ButtonLink>
            <ButtonLink look="primary" href="/flows/new">
              {words.create}
            </ButtonLink>
          </>
        }
      />
      {(items.length > 0 || filtered) && (
        <search className="mb-3 flex flex-wrap items-center gap-2">
          <Input
            aria-label={words.find}
            placeholder={words.find}
            type="search"
            fit
            className="w-full sm:w-80"
            value={filters.q}
            onChange={(event) => void setFilters({ q: event.target.value || null, offset: null })}
          />
          <ProjectFilter
            value={filters.project}
            onPick={(project) => void setFilters({ project, offset: null })}
          />
        </search>
      )}
      {flows.isError && (
        <ErrorPanel title={words.unread} error={flows.error} onRetry={() => void flows.refetch()} />
      )}
      {flows.isPending && <Skeleton rows={6} />}
      {flows.isSuccess && items.length === 0 && (
        <Panel flush>
          {filtered ? (
            <EmptyState
              title={words.noMatch.title}
              action={
                <Button onClick={() => void setFilters({ project: null, q: null, offset: null })}>
                  {words.noMatch.clear}
                </Button>
              }
            />
          ) : (
            <EmptyState
              title={words.none.title}
              action={
                <>
                  <ButtonLink href="/flows/new" look="primary">
                    {words.none.begin}
                  </ButtonLink>
                  <CopyButton text={COMMAND} label={words.none.copy} shown={COMMAND} />
                </>
              }
            >
              {words.none.lead(
                (templates.data ?? []).map(({ name }) => name.toLowerCase()).join('; ') ||
                  words.none.templates,
              )}
            </EmptyState>
          )}
        </Panel>
      )}
      {items.length > 0 && <FlowTable flows={items} />}
      {totalCount > limit && (
        <div className="mt-3 flex items-center gap-2">
          <Button
            disabled={offset === 0}
            onClick={() => void setFilters({ offset: Math.max(0, offset - limit) })}
          >
            {words.newer}
          </Button>
          <Button
            disabled={!flows.data?.pagination.hasMore}
            onClick={() => void setFilters({ offset: offset + limit })}
          >
            {words.older}
          </Button>
        </div>
      )}
    </>
  );
}
