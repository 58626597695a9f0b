'use client';
import type { Usage } from '@/contract/usage';
import { formatCount } from '../ui/format-count';
import { formatMoney } from '../ui/format-money';
import { Scroller } from '../ui/scroller';
import { StackedBars } from '../ui/stacked-bars';
import { words } from '../words/usage';
import { groupWord } from './group-word';
import { spent } from './spent';

const LOOKS = [
  { colour: 'text-active', hatched: false },
  { colour: 'text-success', hatched: true },
  { colour: 'text-attention', hatched: false },
  { colour: 'text-review', hatched: true },
];
const REST = { key: 'rest', colour: 'text-neutral', hatched: true };
type Unit = 'hour' | 'day';
const cell = 'mono px-3 py-1 text-right whitespace-nowrap';

/** What was spent hour by hour or day by day and by which of the groups, as bars or as a table. */
export function UsageChart({ usage, view }: { usage: Usage; view: 'bars' | 'table' }) {
  const unit = usage.period === '24h' ? 'hour' : 'day';
  if (view === 'table') return <TimeTable usage={usage} unit={unit} />;
  if (usage.totals.spentMicros === 0) return <p className="p-4 text-ink-2">{words.chart.nothing}</p>;
  const named = usage.groups.slice(0, LOOKS.length).map((group) => groupWord(usage.by, group));
  const bars = usage.buckets.map(({ parts, spentMicros }) => [
    ...parts,
    spentMicros - parts.reduce((sum, part) => sum + part, 0),
  ]);
  const sums = [...named, words.chart.rest].map((name, nth) => ({
    name,
    micros: bars.reduce((sum, values) => sum + (values[nth] ?? 0), 0),
    ...(nth < named.length ? { key: usage.groups[nth]?.key ?? 'none', ...LOOKS[nth]! } : REST),
  }));
  const shown = sums.map(({ micros }, nth) => (micros > 0 ? nth : -1)).filter((nth) => nth >= 0);
  const { of } = words.chart;
  return (
    <div className="p-4">
      <StackedBars
        series={shown.map((nth) => {
          const { name, micros, ...series } = sums[nth]!;
          return { ...series, label: <bdi className="truncate">{of(name, formatMoney(micros))}</bdi> };
        })}
        bars={usage.buckets.map((bucket, i) => ({
          key: bucket.at,
          title: `${momentWord(bucket.at, unit)}: ${spent(bucket)}`,
          values: shown.map((nth) => bars[i]?.[nth] ?? 0),
        }))}
        ends={[momentWord(usage.buckets[0]?.at, unit), momentWord(usage.buckets.at(-1)?.at, unit)]}
      />
    </div>
  );
}

/** By UTC, as it was added up. */
function momentWord(at: string | undefined, unit: Unit): string {
  if (!at) return '';
  const date = new Date(at);
  return unit === 'day'
    ? date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    : date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
}

/** The newest first. */
function TimeTable({ usage, unit }: { usage: Usage; unit: Unit }) {
  const ofTasks = usage.by !== 'runner' && usage.by !== 'model';
  return (
    <Scroller label={words.chart.caption[unit]} className="max-h-96">
      <table className="w-full">
        <caption className="sr-only">{words.chart.caption[unit]}</caption>
        <thead className="text-label text-ink-3">
          <tr>
            <th scope="col" className="px-3 py-1 pl-4 text-left font-medium">
              {words.chart.at[unit]}
            </th>
            {[
              words.figures.spent,
              words.figures.input,
              words.figures.output,
              words.figures.agents,
              words.figures.failed,
              ...(ofTasks ? [words.figures.done] : []),
            ].map((name) => (
              <th key={name} scope="col" className="px-3 text-right font-medium whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {usage.buckets.toReversed().map((bucket) => (
            <tr key={bucket.at} className="border-t border-line">
              <th scope="row" className="px-3 py-1 pl-4 text-left font-normal whitespace-nowrap">
                {momentWord(bucket.at, unit)}
              </th>
              <td className={cell}>{spent(bucket)}</td>
              <td className={cell}>{formatCount(bucket.inputTokens)}</td>
              <td className={cell}>{formatCount(bucket.outputTokens)}</td>
              <td className={cell}>{bucket.agents}</td>
              <td className={cell}>{bucket.failed}</td>
              {ofTasks && <td className={cell}>{bucket.tasksDone}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
