'use client';
import type { LogState } from '@/hooks/use-agent-log';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { words as all } from '../words/log';
import type { LogRows } from './log-rows';
import { formatRange, type LineRange, permalink } from './permalink';
import { linesAsText } from './visible-rows';

const words = all.footer;

interface FooterProps {
  log: LogRows;
  state: LogState;
  shown: number;
  /** Lines before the first one here that are still being read. */
  unread: number;
  range: LineRange | null;
  attempt: number;
  taskRef: string;
  following: boolean;
  onClear(): void;
}

/** How the log stands, and what can be done with the lines that are picked. */
export function LogFooter(props: FooterProps) {
  const { log, state, shown, unread, range, attempt, taskRef, following, onClear } = props;
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1 text-label text-ink-2">
      <span>{unread > 0 ? words.before(unread) : sentence(log.lines.length, shown, state)}</span>
      {state === 'live' && <span>{following ? words.following : words.notFollowing}</span>}
      {range && (
        <span className="ml-auto flex flex-wrap items-center gap-1">
          {words.picked(range.from === range.to, formatRange(range))}
          <CopyButton
            text={permalink(window.location.origin, taskRef, attempt, range)}
            label={words.copyLink}
            shown={words.link}
          />
          <CopyButton
            text={linesAsText(log, range.from, range.to)}
            label={words.copyText}
            shown={words.text}
          />
          <Button look="quiet" size="sm" onClick={onClear}>
            {words.clear}
          </Button>
        </span>
      )}
    </div>
  );
}

function sentence(lines: number, shown: number, state: LogState): string {
  if (state === 'pruned') return words.pruned;
  if (lines === 0 && state === 'complete') return words.nothing;
  if (lines === 0) return words.waiting;
  const count = words.count(lines, shown === 0);
  if (state === 'complete') return words.complete(count);
  return state === 'reconnecting' ? words.lost(count) : words.soFar(count);
}
