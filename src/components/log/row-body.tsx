import { clsx } from 'clsx';
import { ChevronRight, CircleCheck, CircleX, FilePen, FileText, Flag, type LucideIcon, Search, SquareTerminal, Wrench } from 'lucide-react';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { AnsiText, Marked } from './ansi-text';
import { Clipped } from './clipped';
import type { LogRow, ResultRow, ToolRow } from './log-row';

const ICON: Record<string, LucideIcon> = { Bash: SquareTerminal, Edit: FilePen, Write: FilePen, MultiEdit: FilePen, NotebookEdit: FilePen, Read: FileText, Grep: Search, Glob: Search };

interface BodyProps {
  row: LogRow;
  wanted: string;
  wrap: boolean;
  open: boolean;
  onToggle(): void;
}

/** What one row shows. All text is inert: it comes from agents and commands. */
export function RowBody({ row, wanted, wrap, open, onToggle }: BodyProps) {
  const flow = wrap ? 'whitespace-pre-wrap break-words' : 'whitespace-pre';
  if (row.kind === 'tool') return <Tool row={row} wanted={wanted} open={open} onToggle={onToggle} flow={flow} />;
  if (row.kind === 'result') return <Result row={row} wanted={wanted} />;
  if (row.kind === 'text') {
    return (
      <div className={clsx('max-w-[88ch] py-1 font-sans text-read whitespace-pre-wrap', row.thinking && 'border-l-2 border-line pl-3 text-ink-2 italic')}>
        <Clipped text={row.text} wanted={wanted} />
      </div>
    );
  }
  if (row.kind === 'note') {
    return (
      <div className={clsx('font-sans text-label leading-5', row.level === 'error' ? 'text-danger' : row.level === 'warning' ? 'text-attention' : 'text-ink-3')}>
        <Marked text={row.text} wanted={wanted} />
      </div>
    );
  }
  return (
    <div className={clsx('flex gap-2', row.stream === 'runner' && 'text-ink-2')}>
      {row.stream !== 'stdout' && (
        <span className={clsx('w-12 shrink-0 text-meta leading-5 select-none', row.stream === 'stderr' ? 'text-danger' : 'text-ink-3')}>{row.stream}</span>
      )}
      <span className={clsx('min-w-0 flex-1', flow)}>
        {row.text.length > 4200 ? <Clipped text={row.text} wanted={wanted} /> : <AnsiText text={row.text} wanted={wanted} />}
      </span>
    </div>
  );
}

function Tool({ row, wanted, open, onToggle, flow }: { row: ToolRow; wanted: string; open: boolean; onToggle(): void; flow: string }) {
  const Icon = ICON[row.name] ?? Wrench;
  const took = row.endedAt ? Date.parse(row.endedAt) - Date.parse(row.at) : null;
  return (
    <div className="my-0.5 overflow-hidden rounded-control border border-line bg-panel">
      <button type="button" aria-expanded={open} onClick={onToggle} className="flex min-h-7 w-full items-center gap-2 px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2">
        <ChevronRight className={clsx('size-3.5 shrink-0 text-ink-3 transition-transform duration-120', open && 'rotate-90')} aria-hidden="true" />
        <Icon className="size-3.5 shrink-0 text-ink-2" aria-hidden="true" />
        <span className="shrink-0 font-sans text-label font-medium">
          <Marked text={row.name} wanted={wanted} />
        </span>
        <bdi className="min-w-0 flex-1 truncate text-label">
          <Marked text={row.title} wanted={wanted} />
        </bdi>
        {took !== null && took > 50 && <span className="shrink-0 text-meta text-ink-3">{formatDuration(took)}</span>}
        <Ended row={row} />
      </button>
      {open && (
        <div className="border-t border-line text-label">
          <Block title="Input" text={row.input} wanted={wanted} flow={flow} />
          {row.result !== null && <Block title={row.failed ? 'Error' : 'Result'} text={row.result} wanted={wanted} flow={flow} />}
        </div>
      )}
    </div>
  );
}

function Ended({ row }: { row: ToolRow }) {
  if (row.result === null) return <span className="shrink-0 font-sans text-meta text-ink-3">no result</span>;
  const Icon = row.failed ? CircleX : CircleCheck;
  return (
    <span className={clsx('inline-flex shrink-0 items-center gap-1 font-sans text-meta', row.failed ? 'text-danger' : 'text-success')}>
      <Icon className="size-3.5" aria-hidden="true" />
      {row.failed ? 'failed' : 'ok'}
    </span>
  );
}

function Block({ title, text, wanted, flow }: { title: string; text: string; wanted: string; flow: string }) {
  return (
    <div className="border-t border-line px-3 py-2 first:border-t-0">
      <p className="font-sans text-meta text-ink-3 select-none">{title}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} aria-label={title} className={clsx('max-h-112 overflow-auto', flow)}>
        {text === '' ? <span className="text-ink-3">empty</span> : <Clipped text={text} wanted={wanted} />}
      </pre>
    </div>
  );
}

function Result({ row, wanted }: { row: ResultRow; wanted: string }) {
  const figures = [
    row.turns === null ? null : `${row.turns} turns`,
    row.costMicros === null ? null : formatMoney(row.costMicros),
    row.durationMs === null ? null : formatDuration(row.durationMs),
  ];
  return (
    <div className={clsx('my-1 rounded-control border p-3 font-sans', row.ok ? 'border-success bg-tint-success' : 'border-danger bg-tint-danger')}>
      <p className={clsx('flex flex-wrap items-center gap-2 text-label font-medium', row.ok ? 'text-success' : 'text-danger')}>
        <Flag className="size-3.5" aria-hidden="true" />
        {row.ok ? 'The agent says it is finished' : 'The agent stopped without a result'}
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
