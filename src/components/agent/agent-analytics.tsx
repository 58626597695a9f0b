'use client';
import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { AgentStatus } from '@/contract/agent';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { formatMoney, shortMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/agent-list';
import { PERIODS } from './agents-url';

const AgentBreakdown = dynamic(() => import('./agent-breakdown').then((made) => made.AgentBreakdown), {
  loading: () => <Skeleton className="p-4" rows={3} />,
});

type Period = (typeof PERIODS)[number];
interface AnalyticsProps {
  period: Period;
  onPeriod(period: Period): void;
  onStatus(...status: AgentStatus[]): void;
}

/** What became of the agents of a period, what they cost, and why some failed. */
export function AgentAnalyticsPanel({ period, onPeriod, onStatus }: AnalyticsProps) {
  const { data, error, isPending, refetch } = useEndpoint('getAgentAnalytics', { query: { period } });
  const [more, setMore] = useState(false);
  return (
    <Panel
      title={words.figures.title}
      id="analytics"
      flush
      actions={
        <Segmented
          label={words.figures.period}
          value={period}
          options={PERIODS.map((value) => ({ value, label: value }))}
          onChange={onPeriod}
        />
      }
    >
      {error && (
        <div className="p-4">
          <ErrorPanel title={words.figures.unread} error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {isPending && <Skeleton className="p-4" rows={2} />}
      {data && (
        <>
          <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-4 xl:grid-cols-8">
            <Figure label={words.figures.began} value={data.totals.agents} />
            <Figure label={words.figures.live} value={data.totals.live} onPress={() => onStatus('running')} />
            <Figure
              label={words.figures.completed}
              value={data.totals.completed}
              note={shareOf(data.totals.completed, data.totals.agents - data.totals.live)}
              onPress={() => onStatus('completed')}
            />
            <Figure
              label={words.figures.failed}
              value={data.totals.failed}
              alarm={data.totals.failed > 0}
              onPress={() => onStatus('failed')}
            />
            <Figure
              label={words.figures.timeout}
              value={data.totals.timeout}
              onPress={() => onStatus('timeout')}
            />
            <Figure
              label={words.figures.lost}
              value={data.totals.lost + data.totals.killed}
              onPress={() => onStatus('lost', 'killed')}
            />
            <Figure
              label={words.figures.median}
              value={data.totals.medianMs === null ? '–' : formatDuration(data.totals.medianMs)}
            />
            <Figure
              label={words.figures.spent}
              value={shortMoney(data.totals.costMicros)}
              title={formatMoney(data.totals.costMicros)}
            />
          </dl>
          <div className="border-t border-line p-2">
            <Button look="quiet" size="sm" aria-expanded={more} onClick={() => setMore(!more)}>
              <ChevronRight className={clsx('size-4', more && 'rotate-90')} aria-hidden="true" />
              {more ? words.figures.less : words.figures.more}
            </Button>
          </div>
          {more && <AgentBreakdown analytics={data} />}
        </>
      )}
    </Panel>
  );
}

const shareOf = (part: number, whole: number) =>
  whole > 0 ? words.figures.ofEnded(Math.round((part / whole) * 100)) : undefined;

interface FigureProps {
  label: string;
  value: string | number;
  /** The value in full, where it is shortened. */
  title?: string;
  note?: string;
  alarm?: boolean;
  /** Leads to the agents that the figure counts. */
  onPress?(): void;
}

function Figure({ label, value, title, note, alarm, onPress }: FigureProps) {
  return (
    <div className={clsx('relative flex flex-col bg-panel px-4 py-2.5', onPress && 'hover:bg-sunken')}>
      <dt className="text-label text-ink-2">
        {onPress ? (
          <button type="button" className="covering text-left" onClick={onPress}>
            {label}
          </button>
        ) : (
          label
        )}
      </dt>
      <dd className={clsx('text-section font-medium', alarm && 'text-danger')} title={title}>
        {value}
      </dd>
      {note && <dd className="text-label text-ink-3">{note}</dd>}
    </div>
  );
}
