'use client';
import { useState } from 'react';
import type { Stats } from '@/contract/stats';
import { Button } from '../ui/button';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { StackedBars } from '../ui/stacked-bars';
import { words as all } from '../words/overview';
import { words as common } from '../words/words';

const words = all.days;
type Day = Stats['days'][number];

/** Tasks that ended in the last fourteen days, as bars or as a table. */
export function Throughput({ days }: { days: Day[] }) {
  const [table, setTable] = useState(false);
  return (
    <Panel
      title={words.title}
      id="throughput"
      actions={
        <Button look="quiet" size="sm" aria-pressed={table} onClick={() => setTable(!table)}>
          {table ? words.bars : words.table}
        </Button>
      }
    >
      {table ? <DayTable days={days} /> : <DayBars days={days} />}
    </Panel>
  );
}

const SERIES = [
  {
    key: 'done',
    colour: 'text-success',
    of: (day: Day) => day.completed,
    hatched: false,
    say: words.completed,
  },
  { key: 'failed', colour: 'text-danger', of: (day: Day) => day.failed, hatched: true, say: words.failed },
  {
    key: 'cancelled',
    colour: 'text-neutral',
    of: (day: Day) => day.cancelled,
    hatched: true,
    say: words.cancelled,
  },
] as const;

function DayBars({ days }: { days: Day[] }) {
  const sum = (of: (day: Day) => number) => days.reduce((all, day) => all + of(day), 0);
  return (
    <StackedBars
      series={SERIES.map(({ of, say, ...series }) => ({ ...series, label: say(sum(of)) }))}
      bars={days.map((day) => ({
        key: day.day,
        title: `${day.day}: ${SERIES.map(({ of, say }) => say(of(day))).join(', ')}`,
        values: SERIES.map(({ of }) => of(day)),
      }))}
      note={words.spent(formatMoney(sum((day) => day.spentMicros)))}
      ends={[dayWord(days[0]), dayWord(days.at(-1))]}
    />
  );
}

const dayWord = (day: Day | undefined) =>
  day
    ? new Date(`${day.day.slice(0, 10)}T12:00:00Z`).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      })
    : '';

function DayTable({ days }: { days: Day[] }) {
  return (
    <table className="w-full text-right">
      <caption className="sr-only">{words.caption}</caption>
      <thead className="text-label text-ink-3">
        <tr>
          <th scope="col" className="py-1 text-left font-medium">
            {words.day}
          </th>
          <th scope="col" className="font-medium">
            {common.statuses.COMPLETED.word}
          </th>
          <th scope="col" className="font-medium">
            {common.statuses.FAILED.word}
          </th>
          <th scope="col" className="font-medium">
            {common.statuses.CANCELLED.word}
          </th>
          <th scope="col" className="font-medium">
            {words.money}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day} className="border-t border-line">
            <th scope="row" className="py-1 text-left font-normal">
              {dayWord(day)}
            </th>
            <td>{day.completed}</td>
            <td>{day.failed}</td>
            <td>{day.cancelled}</td>
            <td className="mono">{formatMoney(day.spentMicros)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
