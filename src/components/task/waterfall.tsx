'use client';
import { clsx } from 'clsx';
import { useQueryState } from 'nuqs';
import type { Agent } from '@/contract/agent';
import type { CheckRun } from '@/contract/check-run';
import type { Event } from '@/contract/event';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from '../ui/format-duration';
import { Panel } from '../ui/panel';
import { Scroller } from '../ui/scroller';
import { Segmented } from '../ui/segmented';
import { TimeScale } from '../ui/time-scale';
import { words } from '../words/task-waterfall';
import { taskPageParsers } from './task-url';
import { TimeBar } from './time-bar';
import { phaseSpans } from './time-shares';
import { type WaterfallRow, waterfallRows } from './waterfall-rows';

interface WaterfallProps {
  /** All of the task’s, oldest first; none where there are too many to know what it waited for. */
  events: Event[];
  agents: Agent[];
  checks: CheckRun[];
}

/** Where the time went: what was waited for, agents and checks on one axis, as bars or as a table. */
export function Waterfall({ events, agents, checks }: WaterfallProps) {
  const now = useNow();
  const [shown, setShown] = useQueryState('time', taskPageParsers.time);
  const spans = phaseSpans(events, now);
  const rows = waterfallRows(spans, agents, checks, now);
  if (rows.length === 0) return null;
  const bars = rows.flatMap((row) => row.bars);
  const from = bars.reduce((least, bar) => Math.min(least, bar.from), now);
  const to = bars.reduce((most, bar) => Math.max(most, bar.to), from + 1);
  return (
    <Panel
      title={words.title}
      id="time"
      flush
      actions={
        <Segmented
          label={words.shown}
          value={shown}
          options={[
            { value: 'bars', label: words.bars },
            { value: 'table', label: words.table },
          ]}
          onChange={(next) => void setShown(next)}
        />
      }
    >
      <TimeBar events={events} />
      {shown === 'bars' ? <Bars rows={rows} from={from} to={to} /> : <Table rows={rows} from={from} />}
    </Panel>
  );
}

const COLUMNS = ['what', 'began', 'took', 'state'] as const;
const indent = (row: WaterfallRow) => row.kind === 'check' && 'pl-4 text-label text-ink-2';
const tookOf = (row: WaterfallRow) => row.bars.reduce((sum, bar) => sum + bar.to - bar.from, 0);

function Bars({ rows, from, to }: { rows: WaterfallRow[]; from: number; to: number }) {
  const share = (ms: number) => `${(ms / (to - from)) * 100}%`;
  return (
    <div className="px-4 py-2">
      <TimeScale ms={to - from} />
      <ul aria-label={words.title}>
        {rows.map((row) => (
          <li key={row.key} className="flex min-h-7 items-center border-t border-line">
            <span
              className={clsx(
                'flex w-36 shrink-0 pr-3 max-sm:flex-col max-sm:py-1 sm:w-56 sm:items-baseline sm:gap-2',
                indent(row),
              )}
            >
              <bdi className="min-w-0 max-sm:break-words sm:flex-1 sm:truncate">{row.what}</bdi>
              <span className="mono shrink-0 text-label text-ink-2">{formatDuration(tookOf(row))}</span>
              <span className="sr-only">{row.state}</span>
            </span>
            <span aria-hidden="true" className="relative h-7 flex-1">
              {row.bars.map((bar) => (
                <span
                  key={bar.from}
                  className={clsx(
                    'absolute min-w-0.5 rounded-[3px]',
                    row.kind === 'agent' ? 'top-2 h-3' : 'top-2.5 h-2',
                    bar.color,
                  )}
                  style={{ left: share(bar.from - from), width: share(bar.to - bar.from) }}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Table({ rows, from }: { rows: WaterfallRow[]; from: number }) {
  return (
    <Scroller label={words.asTable}>
      <table className="w-full">
        <thead className="text-label text-ink-3">
          <tr>
            {COLUMNS.map((name) => (
              <th
                key={name}
                scope="col"
                className={clsx(
                  'px-3 py-1.5 font-medium whitespace-nowrap first:pl-4',
                  name === 'what' || name === 'state' ? 'text-left' : 'text-right',
                )}
              >
                {words[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line">
              <th scope="row" className="px-3 py-1.5 pl-4 text-left font-normal">
                <bdi className={clsx('block', indent(row))}>{row.what}</bdi>
              </th>
              <td className="mono px-3 text-right whitespace-nowrap">
                {formatDuration((row.bars[0]?.from ?? from) - from)}
              </td>
              <td className="mono px-3 text-right whitespace-nowrap">{formatDuration(tookOf(row))}</td>
              <td className="px-3 whitespace-nowrap text-ink-2">{row.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
