import type { LogLine } from '@/contract/log';
import { stripAnsi } from './ansi';
import { filterOf, isError, type LogFilter, type LogRow } from './log-row';
import type { LogRows } from './log-rows';

export interface View {
  raw: boolean;
  errorsOnly: boolean;
  hidden: readonly LogFilter[];
}

/** The rows a view shows: pretty ones, or every line as it was written. */
export function visibleRows(log: LogRows, view: View): LogRow[] {
  const all = view.raw ? log.lines.map(asRow) : log.rows;
  if (!view.errorsOnly && view.hidden.length === 0) return view.raw ? all : all.slice();
  return all.filter((row) => !view.hidden.includes(filterOf(row)) && (!view.errorsOnly || isError(row)));
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
