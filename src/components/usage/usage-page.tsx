'use client';
import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { addressOf } from '@/hooks/address-of';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button, ButtonLink } from '../ui/button';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/usage';
import { words as common } from '../words/words';
import { UsageFigures } from './usage-figures';
import { GROUPINGS, PERIODS, type UsageView, usageOf, usageParsers } from './usage-url';

const UsageChart = dynamic(() => import('./usage-chart').then((made) => made.UsageChart), {
  loading: () => <Skeleton className="p-4" rows={3} />,
});
const GroupTable = dynamic(() => import('./group-table').then((made) => made.GroupTable), {
  loading: () => <Skeleton className="p-4" rows={3} />,
});

/** Figures that no event announces are counted again so often, in milliseconds. */
const EVERY = 60_000;

/** What agents have cost over a period, and what came of it. */
export function UsagePage() {
  const [view, setView] = useQueryStates(usageParsers, { history: 'replace' });
  const { data, error, isPending, refetch } = useEndpoint(
    'getUsage',
    { query: usageOf(view) },
    { every: EVERY },
  );
  const used = data && data.groups.length > 0;
  const change = (part: Partial<UsageView>) => void setView(part);
  return (
    <>
      <PageHeader title={common.pages.usage} lead={words.lead} />
      <search className="mb-4 flex flex-wrap items-center gap-2">
        <Segmented
          label={words.period}
          value={view.period}
          options={PERIODS.map((value) => ({ value, label: value }))}
          onChange={(period) => change({ period })}
        />
        <Select
          aria-label={words.by}
          fit
          value={view.by}
          onChange={(event) => change({ by: event.target.value as UsageView['by'] })}
        >
          {GROUPINGS.map((by) => (
            <option key={by} value={by}>
              {words.table.title(words.groupings[by])}
            </option>
          ))}
        </Select>
        {used && (
          <ButtonLink href={addressOf('exportUsage', { query: usageOf(view) })} download prefetch={false}>
            <Download className="size-4" aria-hidden="true" />
            {words.csv}
          </ButtonLink>
        )}
        {data && (
          <span className="ml-auto text-label text-ink-3">
            {words.counted} <TimeAgo at={data.asOf} />
          </span>
        )}
      </search>
      {error && <ErrorPanel title={words.unread} error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && !used && <NothingUsed period={view.period} onLonger={() => change({ period: '90d' })} />}
      {data && used && (
        <div className="flex flex-col gap-5">
          <div>
            <UsageFigures usage={data} />
            <p className="mt-2 text-label text-ink-3">
              {words.against(data.period)} {data.totals.estimatedMicros > 0 && words.estimated}
            </p>
          </div>
          <Panel
            title={words.chart.title[data.period === '24h' ? 'hour' : 'day']}
            id="over-time"
            flush
            actions={
              <Button
                look="quiet"
                size="sm"
                aria-pressed={view.view === 'table'}
                onClick={() => change({ view: view.view === 'table' ? 'bars' : 'table' })}
              >
                {view.view === 'table' ? words.chart.bars : words.chart.table}
              </Button>
            }
          >
            <UsageChart usage={data} view={view.view} />
          </Panel>
          <Panel title={words.table.title(words.groupings[data.by])} id="by-group" flush>
            <GroupTable usage={data} />
          </Panel>
        </div>
      )}
    </>
  );
}

function NothingUsed({ period, onLonger }: { period: UsageView['period']; onLonger(): void }) {
  return (
    <Panel flush>
      <EmptyState
        title={words.none.title}
        action={
          <>
            <ButtonLink href="/connect">{words.none.connect}</ButtonLink>
            <ButtonLink href="/tasks/new">{words.none.create}</ButtonLink>
            {period !== '90d' && (
              <Button look="quiet" onClick={onLonger}>
                {words.none.longer}
              </Button>
            )}
          </>
        }
      >
        {words.none.hint}
      </EmptyState>
    </Panel>
  );
}
