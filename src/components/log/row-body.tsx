import { clsx } from 'clsx';
import { Flag } from 'lucide-react';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { words } from '../words/log-rows';
import { AnsiText, Marked } from './ansi-text';
import { Clipped } from './clipped';
import { LogGroup } from './log-group';
import type { LogRow, ResultRow } from './log-row';
import { StreamWord } from './stream-word';
import { ToolCall } from './tool-call';

interface BodyProps {
  row: LogRow;
  wanted: string;
  wrap: boolean;
  open: boolean;
  onToggle(): void;
  live: boolean;
}

/** What one row shows. All text is inert: it comes from agents and commands. */
export function RowBody({ row, wanted, wrap, open, onToggle, live }: BodyProps) {
  const flow = wrap ? 'whitespace-pre-wrap break-words' : 'whitespace-pre';
  if (row.kind === 'tool')
    return <ToolCall row={row} wanted={wanted} open={open} onToggle={onToggle} flow={flow} live={live} />;
  if (row.kind === 'group') return <LogGroup row={row} wanted={wanted} onToggle={onToggle} live={live} />;
  if (row.kind === 'result') return <Result row={row} wanted={wanted} />;
  if (row.kind === 'text') {
    return (
      <div
        className={clsx(
          'max-w-[88ch] py-1 font-sans text-read whitespace-pre-wrap',
          row.thinking && 'border-l-2 border-line pl-3 text-ink-2 italic',
        )}
      >
        <Clipped text={row.text} wanted={wanted} />
      </div>
    );
  }
  if (row.kind === 'note') {
    return (
      <div
        className={clsx(
          'font-sans text-label leading-5',
          row.level === 'error' ? 'text-danger' : row.level === 'warning' ? 'text-attention' : 'text-ink-3',
        )}
      >
        <Marked text={row.text} wanted={wanted} />
      </div>
    );
  }
  return (
    <div
      className={clsx(
        'flex gap-2',
        row.stream === 'runner' && 'text-ink-2',
        row.grouped && 'ml-3.5 border-l border-line pl-3',
      )}
    >
      <StreamWord stream={row.stream} className="w-12 leading-5" />
      <span className={clsx('min-w-0 flex-1', flow)}>
        {row.text.length > 4200 ? (
          <Clipped text={row.text} wanted={wanted} />
        ) : (
          <AnsiText text={row.text} wanted={wanted} />
        )}
      </span>
    </div>
  );
}

function Result({ row, wanted }: { row: ResultRow; wanted: string }) {
  const figures = [
    row.turns === null ? null : words.result.turns(row.turns),
    row.costMicros === null ? null : formatMoney(row.costMicros),
    row.durationMs === null ? null : formatDuration(row.durationMs),
  ];
  return (
    <div
      className={clsx(
        'my-1 rounded-control border p-3 font-sans',
        row.ok ? 'border-success bg-tint-success' : 'border-danger bg-tint-danger',
      )}
    >
      <p
        className={clsx(
          'flex flex-wrap items-center gap-2 text-label font-medium',
          row.ok ? 'text-success' : 'text-danger',
        )}
      >
        <Flag className="size-3.5" aria-hidden="true" />
        {row.ok ? words.result.finished : words.result.stopped}
        <span className="font-normal text-ink-2">{figures.filter(Boolean).join(' · ')}</span>
      </p>
      {row.text && (
        <div className="mt-1 max-w-[88ch] text-read whitespace-pre-wrap">
          <Clipped text={row.text} wanted={wanted} />
        </div>
      )}
    </div>
  );
}
