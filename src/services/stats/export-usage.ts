import type { UsageGroup, UsageGrouping } from '@/contract/usage';
import { writeCsv } from '@/lib/write-csv';

const dollars = (micros: number) => micros / 1_000_000;
const COLUMNS: [string, (group: UsageGroup) => string | number | null][] = [
  ['name', ({ name }) => name],
  ['ref', ({ ref }) => ref],
  ['spent_usd', ({ spentMicros }) => dollars(spentMicros)],
  ['of_it_estimated_usd', ({ estimatedMicros }) => dollars(estimatedMicros)],
  ['input_tokens', ({ inputTokens }) => inputTokens],
  ['output_tokens', ({ outputTokens }) => outputTokens],
  ['cache_read_tokens', ({ cacheReadTokens }) => cacheReadTokens],
  ['cache_write_tokens', ({ cacheWriteTokens }) => cacheWriteTokens],
  ['agents', ({ agents }) => agents],
  ['agents_live', ({ live }) => live],
  ['agents_failed', ({ failed }) => failed],
  ['agent_seconds', ({ runMs }) => Math.round(runMs / 1000)],
];
/** Several runners and models may have had a hand in one task. */
const OF_TASKS: typeof COLUMNS = [
  ['tasks_done', ({ tasksDone }) => tasksDone],
  ['tasks_failed', ({ tasksFailed }) => tasksFailed],
];

/** Groups of usage as a table in CSV, its first column what they are grouped by. */
export function exportUsage(by: UsageGrouping, groups: UsageGroup[]): Uint8Array {
  const columns = by === 'runner' || by === 'model' ? COLUMNS : [...COLUMNS, ...OF_TASKS];
  return writeCsv([
    [by, ...columns.map(([name]) => name)],
    ...groups.map((group) => [group.key, ...columns.map(([, value]) => value(group))]),
  ]);
}
