import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { StatusIcon } from '../task/status-icon';
import { formatDuration } from '../ui/format-duration';
import { words } from '../words/log-rows';
import { Marked } from './ansi-text';
import type { GroupRow } from './log-row';
import { StreamWord } from './stream-word';

/** The head of a group of lines that a command has marked; its title is text and nothing else. */
export function LogGroup({
  row,
  wanted,
  onToggle,
  live,
}: {
  row: GroupRow;
  wanted: string;
  onToggle(): void;
  /** More lines may come: a group that nothing has ended goes on. */
  live: boolean;
}) {
  const took = row.endedAt ? Date.parse(row.endedAt) - Date.parse(row.at) : null;
  return (
    <button
      type="button"
      aria-expanded={row.open}
      onClick={onToggle}
      className="flex min-h-6 w-full items-center gap-2 rounded-control border border-line bg-panel px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <ChevronRight
        className={clsx(
          'size-3.5 shrink-0 text-ink-3 transition-transform duration-120',
          row.open && 'rotate-90',
        )}
        aria-hidden="true"
      />
      <StreamWord stream={row.stream} />
      <bdi className="min-w-0 flex-1 truncate text-label font-medium">
        <Marked text={row.title} wanted={wanted} />
      </bdi>
      <span className="shrink-0 font-sans text-meta text-ink-3">{words.lines(row.lines)}</span>
      {took !== null && took > 50 && (
        <span className="shrink-0 text-meta text-ink-3">{formatDuration(took)}</span>
      )}
      {took === null && live && (
        <span className="inline-flex shrink-0 items-center gap-1 font-sans text-meta text-active">
          <StatusIcon shape="arc" className="size-3.5" />
          {words.running}
        </span>
      )}
    </button>
  );
}
