import type { z } from 'zod';
import type { AgentAnalytics, AgentFigures, AnalyticsPeriod } from '@/contract/agent';
import type { Runs } from '@/lib/pool';
import { COUNT_AGENTS, COUNT_FAILURES } from './get-agent-analytics.sql';

type Period = z.infer<typeof AnalyticsPeriod>;
const HOURS: Record<Period, number> = { '24h': 24, '7d': 168, '30d': 720 };

/** What became of the agents that began within a period, counted in the database at this moment. */
export async function getAgentAnalytics(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  period: Period,
): Promise<AgentAnalytics> {
  const rows = await runs.query(COUNT_AGENTS, [workspaceId, HOURS[period]]);
  const failures = await runs.query<AgentAnalytics['failures'][number]>(COUNT_FAILURES, [
    workspaceId,
    HOURS[period],
  ]);
  const part = (name: string) => rows.filter((row) => row.part === name);
  return {
    period,
    totals: toFigures(part('all')[0]),
    byRole: part('role').map((row) => ({ role: row.key, ...toFigures(row) })),
    byEngine: part('engine').map((row) => ({ engine: row.key, ...toFigures(row) })),
    failures,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the row's columns stand in the statement
const toFigures = (row: any): AgentFigures => ({
  agents: row.agents,
  live: row.live,
  completed: row.completed,
  failed: row.failed,
  timeout: row.timeout,
  killed: row.killed,
  lost: row.lost,
  released: row.released,
  costMicros: Number(row.micros),
  turns: row.turns,
  medianMs: row.median === null ? null : Number(row.median),
});
