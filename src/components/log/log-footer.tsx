'use client';
import type { LogState } from '@/hooks/use-agent-log';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { countOf } from '../ui/format-count';
import type { LogRows } from './log-rows';
import { formatRange, type LineRange, permalink } from './permalink';
import { linesAsText } from './visible-rows';

interface FooterProps {
  log: LogRows;
  state: LogState;
  shown: number;
  range: LineRange | null;
  attempt: number;
  taskRef: string;
  following: boolean;
  onClear(): void;
}

/** How the log stands, and what can be done with the lines that are picked. */
export function LogFooter({ log, state, shown, range, attempt, taskRef, following, onClear }: FooterProps) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1 text-label text-ink-2">
      <span>{sentence(log.lines.length, shown, state)}</span>
      {state === 'live' && <span>{following ? 'Following the end' : 'Not following'}</span>}
      {range && (
        <span className="ml-auto flex flex-wrap items-center gap-1">
          {range.from === range.to ? 'Line' : 'Lines'} {formatRange(range)}
          <CopyButton
            text={permalink(window.location.origin, taskRef, attempt, range)}
            label="Copy link to these lines"
            shown="link"
          />
          <CopyButton
            text={linesAsText(log, range.from, range.to)}
            label="Copy the text of these lines"
            shown="text"
          />
          <Button look="quiet" size="sm" onClick={onClear}>
            Clear
          </Button>
        </span>
      )}
    </div>
  );
}

function sentence(lines: number, shown: number, state: LogState): string {
  if (state === 'pruned')
    return 'This log was removed when its time was over: logs are kept for as long as LOG_RETENTION_DAYS says.';
  if (lines === 0 && state === 'complete') return 'This agent wrote nothing.';
  if (lines === 0) return 'Waiting for the first output. It usually comes within ten seconds.';
  const count = `${countOf(lines, 'line')}${shown === 0 ? ', none shown by these filters' : ''}`;
  if (state === 'complete') return `${count}, complete.`;
  return state === 'reconnecting'
    ? `${count}. The connection was lost; resuming after the last line.`
    : `${count} so far.`;
}
