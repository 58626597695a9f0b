import type { LogLine } from '@/contract/log';
import { stripAnsi } from './ansi';
import { foldGroups } from './fold-groups';
import { filterOf, type GroupRow, isError, type LogFilter, type LogRow } from './log-row';
import type { LogRows } from './log-rows';

export interface View {
  raw: boolean;
  errorsOnly: boolean;
  hidden: readonly LogFilter[];
}

/** The rows a view shows: pretty ones in their groups, or every line as it was written. */
export function visibleRows(
  log: LogRows,
  view: View,
  isOpen: (group: GroupRow, last: boolean) => boolean,
): LogRow[] {
  const all = view.raw ? log.lines.map(asRow) : log.rows;
  const kept = all.filter(
    (row) => !view.hidden.includes(filterOf(row)) && (!view.errorsOnly || isError(row)),
  );
  return view.raw || view.errorsOnly ? kept : foldGroups(kept, isOpen);
}

function asRow(line: LogLine): LogRow {
  return {
    kind: 'line',
    key: `raw.${line.line}`,
    line: line.line,
    endLine: line.line,
    at: line.at,
    stream: line.stream,
    text: line.text.replace(/\r?\n$/, ''),
  };
}

/** What a range of lines says, clean, for the clipboard. */
export function linesAsText(log: LogRows, from: number, to: number): string {
  return log.lines
    .filter((line) => line.line >= from && line.line <= to)
    .map((line) => stripAnsi(line.text.replace(/\r?\n$/, '')))
    .join('\n');
}
