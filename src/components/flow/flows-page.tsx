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
        title="Flows"
        lead="A flow says what is done in which order, by whom, and what happens when something fails. It is drawn, imported or written, and every save is a version."
        actions={
          <>
            <ProjectFilter
              value={filters.project}
              onPick={(project) => void setFilters({ project, offset: null })}
            />
            <Input
              aria-label="Find by name"
              placeholder="Find by name"
              type="search"
              fit
              className="w-44"
              value={filters.q}
              onChange={(event) => void setFilters({ q: event.target.value || null, offset: null })}
            />
            <ButtonLink href="/flows/runs">All runs</ButtonLink>
            <ButtonLink look="primary" href="/flows/new">
              New flow
            </ButtonLink>
          </>
        }
      />
      {flows.isError && (
        <ErrorPanel
          title="The flows could not be read"
          error={flows.error}
          onRetry={() => void flows.refetch()}
        />
      )}
      {flows.isPending && <Skeleton rows={6} />}
      {flows.isSuccess && items.length === 0 && (
        <Panel flush>
          {filtered ? (
            <EmptyState
              title="No flow matches"
              action={
                <Button onClick={() => void setFilters({ project: null, q: null, offset: null })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              title="No flows yet"
              action={
                <>
                  <ButtonLink href="/flows/new" look="primary">
                    Begin with a template
                  </ButtonLink>
                  <CopyButton text={COMMAND} label="Copy command" shown={COMMAND} />
                </>
              }
            >
              Draw who does what, in which order and what happens on failure. There are{' '}
              {(templates.data ?? []).map(({ name }) => name.toLowerCase()).join('; ') || 'templates'}; or
              import a flow.json, a tasks.json of task-master or a TOML of steps.
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
            Newer
          </Button>
          <Button
            disabled={!flows.data?.pagination.hasMore}
            onClick={() => void setFilters({ offset: offset + limit })}
          >
            Older
          </Button>
        </div>
      )}
    </>
  );
}
