import type { Usage, UsageFigures, UsageGroup, UsageGrouping, UsagePeriod } from '@/contract/usage';
import { databaseNow } from '@/lib/clock';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { SUM_BEFORE, SUM_BY_GROUP, SUM_BY_TIME } from './get-usage.sql';
import { nameGroups } from './name-groups';
import { usageSpan } from './usage-span';

const MOST_GROUPS = 100;
/** So many groups have a colour of their own; the rest shares one. */
const COLOURED = 4;

interface Asked {
  workspaceId: string;
  period: UsagePeriod;
  by: UsageGrouping;
}

/** What agents used within a period, and before it, as far as the reader of the transaction may see it. */
export async function getUsage(
  tx: Tx,
  runs: Pick<Runs, 'query'>,
  { workspaceId, period, by }: Asked,
): Promise<Usage> {
  const now = await databaseNow(runs);
  const { from, bucket, buckets, before } = usageSpan(period, now);
  const tallied = by === 'project' ? 'all' : by;
  const found = await runs.query(SUM_BY_GROUP, [workspaceId, tallied, from, MOST_GROUPS]);
  const top = found.slice(0, COLOURED).map(({ key }) => key as string);
  const parts = await runs.query(SUM_BY_TIME, [workspaceId, tallied, from, bucket, top]);
  const sums = await runs.query(SUM_BEFORE, [workspaceId, 'all', before.from, before.to, from]);
  const totals = toFigures(sums.find((row) => row.now));
  return {
    period,
    by,
    asOf: now.toISOString(),
    from: from.toISOString(),
    totals,
    before: toFigures(sums.find((row) => !row.now)),
    groups: await named(tx, by, found),
    groupCount: found[0]?.groups ?? 0,
    buckets: buckets.map((at) => {
      const rows = parts.filter((row) => new Date(row.at).getTime() === at.getTime());
      const ofKey = (key: string) => Number(rows.find((row) => row.key === key)?.micros ?? 0);
      return {
        at: at.toISOString(),
        ...rows.map(toFigures).reduce(add, toFigures(undefined)),
        parts: top.map(ofKey),
      };
    }),
  };
}

/** All groups of a period, for a table of one's own. */
export async function listUsage(
  tx: Tx,
  runs: Pick<Runs, 'query'>,
  { workspaceId, period, by }: Asked,
): Promise<UsageGroup[]> {
  const { from } = usageSpan(period, await databaseNow(runs));
  const tallied = by === 'project' ? 'all' : by;
  return named(tx, by, await runs.query(SUM_BY_GROUP, [workspaceId, tallied, from, 100_000]));
}

// biome-ignore lint/suspicious/noExplicitAny: the row's columns stand in the statement
async function named(tx: Tx, by: UsageGrouping, rows: any[]): Promise<UsageGroup[]> {
  const names = await nameGroups(
    tx,
    by,
    rows.map(({ key }) => key),
  );
  return rows.map((row) => ({ ...names(row.key), ...toFigures(row) }));
}

// biome-ignore lint/suspicious/noExplicitAny: the row's columns stand in the statement
const toFigures = (row: any): UsageFigures => ({
  spentMicros: Number(row?.micros ?? 0),
  estimatedMicros: Number(row?.estimated ?? 0),
  inputTokens: Number(row?.input ?? 0),
  outputTokens: Number(row?.output ?? 0),
  cacheReadTokens: Number(row?.cache_read ?? 0),
  cacheWriteTokens: Number(row?.cache_write ?? 0),
  agents: Number(row?.agents ?? 0),
  live: Number(row?.live ?? 0),
  failed: Number(row?.failed ?? 0),
  runMs: Number(row?.run_ms ?? 0),
  tasksDone: Number(row?.done ?? 0),
  tasksFailed: Number(row?.given_up ?? 0),
});

const add = (one: UsageFigures, other: UsageFigures): UsageFigures =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name, value + other[name as keyof UsageFigures]]),
  ) as UsageFigures;
