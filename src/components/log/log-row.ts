import type { z } from 'zod';
import type { LogStream } from '@/contract/log';

interface Placed {
  /** Unique and stable within a log. */
  key: string;
  /** First and last line it stands for. */
  line: number;
  endLine: number;
  at: string;
  /** Whether it stands in a group. */
  grouped?: true;
}
export type ToolRow = Placed & {
  kind: 'tool';
  id: string;
  name: string;
  /** What it is about, in one line: a command, a path, a pattern. */
  title: string;
  input: string;
  result: string | null;
  failed: boolean;
  endedAt: string | null;
};
export type ResultRow = Placed & {
  kind: 'result';
  ok: boolean;
  text: string;
  costMicros: number | null;
  turns: number | null;
  durationMs: number | null;
};
/** The beginning of a group that a CI's marks make. */
export type GroupRow = Placed & {
  kind: 'group';
  stream: z.infer<typeof LogStream>;
  title: string;
  /** Whether its mark says that it begins folded. */
  folded: boolean;
  /** How many rows are in it, and the last line that is. */
  lines: number;
  lastLine: number;
  endedAt: string | null;
  open: boolean;
};
export type LogRow =
  | (Placed & { kind: 'text'; text: string; thinking: boolean })
  | ToolRow
  | GroupRow
  | ResultRow
  | (Placed & { kind: 'note'; text: string; level: 'info' | 'warning' | 'error' })
  | (Placed & { kind: 'line'; stream: z.infer<typeof LogStream>; text: string });

export const LOG_FILTERS = ['agent', 'tools', 'output', 'runner', 'checks'] as const;
export type LogFilter = (typeof LOG_FILTERS)[number];

/** Under which filter a row falls. */
export function filterOf(row: LogRow): LogFilter {
  if (row.kind === 'tool') return 'tools';
  if (row.kind !== 'line' && row.kind !== 'group') return 'agent';
  if (row.stream === 'runner') return 'runner';
  return row.stream === 'check' ? 'checks' : 'output';
}

/** Whether a row tells of something that went wrong. */
export function isError(row: LogRow): boolean {
  if (row.kind === 'tool') return row.failed;
  if (row.kind === 'result') return !row.ok;
  if (row.kind === 'note') return row.level === 'error';
  return row.kind === 'line' && row.stream === 'stderr';
}

/** All the text of a row, as search reads it. */
export function textOf(row: LogRow): string {
  if (row.kind === 'tool') return `${row.name} ${row.title}\n${row.input}\n${row.result ?? ''}`;
  return row.kind === 'group' ? row.title : row.text;
}
