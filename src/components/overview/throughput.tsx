'use client';
import { useState } from 'react';
import type { Stats } from '@/contract/stats';
import { Button } from '../ui/button';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
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

const HEIGHT = 96;
const SERIES = [
  {
    name: 'done',
    colour: 'text-success',
    of: (day: Day) => day.completed,
    hatched: false,
    say: words.completed,
  },
  { name: 'failed', colour: 'text-danger', of: (day: Day) => day.failed, hatched: true, say: words.failed },
  {
    name: 'cancelled',
    colour: 'text-neutral',
    of: (day: Day) => day.cancelled,
    hatched: true,
    say: words.cancelled,
  },
] as const;

function DayBars({ days }: { days: Day[] }) {
  const most = Math.max(1, ...days.map((day) => day.completed + day.failed + day.cancelled));
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap gap-4 text-label text-ink-2">
        {SERIES.map(({ name, colour, hatched, of, say }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span
              className={`size-2.5 rounded-sm ${colour} ${hatched ? 'hatched border border-current' : 'bg-current'}`}
              aria-hidden="true"
            />
            {say(days.reduce((sum, day) => sum + of(day), 0))}
          </span>
        ))}
        <span className="ml-auto">
          {words.spent(formatMoney(days.reduce((sum, day) => sum + day.spentMicros, 0)))}
        </span>
      </figcaption>
      <div className="flex items-end gap-1 sm:gap-2" style={{ height: HEIGHT }} aria-hidden="true">
        {days.map((day) => (
          <div
            key={day.day}
            title={`${day.day}: ${SERIES.map(({ of, say }) => say(of(day))).join(', ')}`}
            className="flex h-full flex-1 flex-col justify-end gap-px"
          >
            {SERIES.toReversed().map(({ name, colour, of, hatched }) => {
              const height = Math.round((of(day) / most) * HEIGHT);
              return (
                of(day) > 0 && (
                  <div
                    key={name}
                    className={`rounded-sm ${colour} ${hatched ? 'hatched border border-current' : 'bg-current'}`}
                    style={{ height: Math.max(3, height) }}
                  />
                )
              );
            })}
            <div className="h-px bg-line" />
          </div>
        ))}
      </div>
      <div className="mt-1 flex justify-between text-meta text-ink-3" aria-hidden="true">
        <span>{dayWord(days[0])}</span>
        <span>{dayWord(days.at(-1))}</span>
      </div>
    </figure>
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
