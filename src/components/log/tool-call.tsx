import { clsx } from 'clsx';
import {
  ChevronRight,
  CircleCheck,
  CircleX,
  FilePen,
  FileText,
  type LucideIcon,
  Search,
  SquareTerminal,
  Wrench,
} from 'lucide-react';
import { StatusIcon } from '../task/status-icon';
import { formatDuration } from '../ui/format-duration';
import { Scroller } from '../ui/scroller';
import { words } from '../words/log-rows';
import { Marked } from './ansi-text';
import { Clipped } from './clipped';
import type { ToolRow } from './log-row';

const ICON: Record<string, LucideIcon> = {
  Bash: SquareTerminal,
  Edit: FilePen,
  Write: FilePen,
  MultiEdit: FilePen,
  NotebookEdit: FilePen,
  Read: FileText,
  Grep: Search,
  Glob: Search,
};

interface ToolCallProps {
  row: ToolRow;
  wanted: string;
  open: boolean;
  onToggle(): void;
  flow: string;
  /** More lines may come: a call without a result is still running. */
  live: boolean;
}

/** A tool an agent used: one line, and what went in and came out when it is opened. */
export function ToolCall({ row, wanted, open, onToggle, flow, live }: ToolCallProps) {
  const Icon = ICON[row.name] ?? Wrench;
  const took = row.endedAt ? Date.parse(row.endedAt) - Date.parse(row.at) : null;
  return (
    <div className="overflow-hidden rounded-control border border-line bg-panel">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex min-h-6 w-full items-center gap-2 px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <ChevronRight
          className={clsx(
            'size-3.5 shrink-0 text-ink-3 transition-transform duration-120',
            open && 'rotate-90',
          )}
          aria-hidden="true"
        />
        <Icon className="size-3.5 shrink-0 text-ink-2" aria-hidden="true" />
        <span className="shrink-0 font-sans text-label font-medium">
          <Marked text={row.name} wanted={wanted} />
        </span>
        <bdi className="min-w-0 flex-1 truncate text-label">
          <Marked text={row.title} wanted={wanted} />
        </bdi>
        {took !== null && took > 50 && (
          <span className="shrink-0 text-meta text-ink-3">{formatDuration(took)}</span>
        )}
        <Ended row={row} live={live} />
      </button>
      {open && (
        <div className="border-t border-line text-label">
          <Block title={words.tool.input} text={row.input} wanted={wanted} flow={flow} />
          {row.result !== null && (
            <Block
              title={row.failed ? words.tool.error : words.tool.result}
              text={row.result}
              wanted={wanted}
              flow={flow}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Ended({ row, live }: { row: ToolRow; live: boolean }) {
  if (row.result === null && live) {
    return (
      <span className="inline-flex shrink-0 items-center gap-1 font-sans text-meta text-active">
        <StatusIcon shape="arc" className="size-3.5" />
        {words.running}
      </span>
    );
  }
  if (row.result === null)
    return <span className="shrink-0 font-sans text-meta text-ink-3">{words.tool.noResult}</span>;
  const Icon = row.failed ? CircleX : CircleCheck;
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-1 font-sans text-meta',
        row.failed ? 'text-danger' : 'text-success',
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {row.failed ? words.tool.failed : words.tool.ok}
    </span>
  );
}

function Block({ title, text, wanted, flow }: { title: string; text: string; wanted: string; flow: string }) {
  return (
    <div className="border-t border-line px-3 py-2 first:border-t-0">
      <p className="font-sans text-meta text-ink-3 select-none">{title}</p>
      <Scroller label={title} className={clsx('max-h-112', flow)}>
        {text === '' ? (
          <span className="text-ink-3">{words.tool.empty}</span>
        ) : (
          <Clipped text={text} wanted={wanted} />
        )}
      </Scroller>
    </div>
  );
}
