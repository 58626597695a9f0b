import type { AdminStats } from '@/contract/admin';
import { env } from '@/lib/env';
import { firstKeptDay } from '@/lib/kept-logs';
import { reading } from '@/lib/pool';
import { VERSION } from '@/lib/version';
import { COUNT_INSTALLATION } from './get-admin-stats.sql';

/** What there is in the whole installation, across its workspaces. */
export async function getAdminStats(): Promise<AdminStats> {
  const { offlineAfterMs } = env().AGENT_ORCHESTRATOR_TIMERS;
  const [row] = await reading.query(COUNT_INSTALLATION, [offlineAfterMs, firstKeptDay()]);
  return {
    version: VERSION,
    people: row.people,
    disabledPeople: row.disabled,
    administrators: row.administrators,
    workspaces: row.workspaces,
    projects: row.projects,
    tasks: row.tasks,
    agentsAtWork: row.live,
    runners: row.runners,
    runnersConnected: row.connected,
    logBytes: row.log_bytes,
    databaseBytes: row.database_bytes,
  };
}
