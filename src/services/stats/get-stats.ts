import type { Stats } from '@/contract/stats';
import { TaskStatus } from '@/contract/task';
import type { Hidden } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { timers } from '@/lib/timers';
import { COUNT_ALL, COUNT_CHECKS, COUNT_DAYS, READ_ROWS } from './get-stats.sql';

/** The figures of the overview, counted in the database at this moment; of hidden projects there are none. */
export async function getStats(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  hidden: Hidden = [],
): Promise<Stats> {
  const [all] = await runs.query(COUNT_ALL, [workspaceId, timers().offlineAfterMs]);
  const reads = await readAsEngine(runs, workspaceId);
  const [rows] = await reads.query(READ_ROWS, [workspaceId, all.since, all.whole, hidden]);
  const days = await runs.query(COUNT_DAYS, [workspaceId]);
  const checks = await runs.query<Stats['checks'][number]>(COUNT_CHECKS, [workspaceId]);
  return {
    tasks: Object.fromEntries(
      TaskStatus.options.map((status) => [status, all.tasks[status] ?? 0]),
    ) as Stats['tasks'],
    runners: { total: all.runners, online: all.online, busy: all.busy },
    agents: { live: all.live },
    exceptions: { open: all.exceptions },
    locks: { active: all.locks },
    oldestQueuedAt: rows.oldest_queued_at ? new Date(rows.oldest_queued_at).toISOString() : null,
    last24h: {
      completed: all.completed + rows.completed,
      failed: all.failed + rows.failed,
      spentMicros: Number(all.spent) + Number(rows.spent),
    },
    days: days.map(({ day, completed, failed, cancelled, micros }) => ({
      day,
      completed,
      failed,
      cancelled,
      spentMicros: Number(micros),
    })),
    checks,
  };
}
