import { clsx } from 'clsx';
import type { Ref } from 'react';
import { formatDuration } from '../ui/format-duration';
import { formatClock } from '../ui/format-time';
import { words } from '../words/log';
import type { LogRow } from './log-row';
import type { Stamps } from './log-toolbar';
import { RowBody } from './row-body';

interface LineProps {
  ref: Ref<HTMLDivElement>;
  index: number;
  /** Pixels from the top of the log. */
  start: number;
  row: LogRow;
  begin: string | null;
  stamps: Stamps;
  wrap: boolean;
  wanted: string;
  current: boolean;
  picked: boolean;
  open: boolean;
  live: boolean;
  onToggle(): void;
  onPick(shift: boolean): void;
}

/** How far down a number stands level with the first line of what its row shows. */
const BESIDE: Partial<Record<LogRow['kind'], string>> = {
  text: 'mt-1.25',
  tool: 'mt-0.75',
  group: 'mt-0.75',
  result: 'mt-3.75',
};

/** A row in its place: line number to pick it by, time, and what it says. */
export function LogLineRow({
  ref,
  index,
  start,
  row,
  begin,
  stamps,
  wrap,
  wanted,
  current,
  picked,
  open,
  live,
  onToggle,
  onPick,
}: LineProps) {
  return (
    <div
      ref={ref}
      data-index={index}
      data-line={row.line}
      className={clsx(
        'absolute top-0 left-0 flex w-full gap-2 px-2 py-0.5',
        picked && 'bg-tint-active shadow-[inset_3px_0_0_var(--active)]',
        current && 'bg-tint-attention',
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        aria-label={words.pick(row.line)}
        aria-pressed={picked}
        onClick={(event) => onPick(event.shiftKey)}
        className={clsx(
          'h-6 min-w-11 shrink-0 pr-1 text-right text-meta select-none hover:text-accent hover:underline',
          BESIDE[row.kind],
          picked || current ? 'text-ink-2' : 'text-ink-3',
        )}
      >
        {row.line}
      </button>
      {stamps !== 'none' && (
        <time
          dateTime={row.at}
          className={clsx('shrink-0 text-meta leading-6 text-ink-3 select-none', BESIDE[row.kind])}
        >
          {stamps === 'clock' || !begin
            ? formatClock(new Date(row.at))
            : `+${formatDuration(Date.parse(row.at) - Date.parse(begin))}`}
        </time>
      )}
      <div className={clsx('min-w-0 flex-1 pt-0.5', !wrap && row.kind === 'line' && 'min-w-max')}>
        <RowBody row={row} wanted={wanted} wrap={wrap} open={open} onToggle={onToggle} live={live} />
      </div>
    </div>
  );
}
