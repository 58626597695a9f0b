import type { AdminWorkspace } from '@/contract/admin';
import type { Workspace } from '@/contract/workspace';
import { toWireId } from '@/lib/ids';
import { firstKeptDay } from '@/lib/kept-logs';
import { reading } from '@/lib/pool';
import { quotasWith } from '@/lib/quota';
import { READ_WORKSPACE } from './get-workspace.sql';
import { LOCAL_SLUG } from './local-workspace.sql';

// biome-ignore lint/suspicious/noExplicitAny: a row of READ_WORKSPACE
export function quotasToWire(row: any): AdminWorkspace['quotas'] {
  const limits = quotasWith(row.quotas);
  return {
    people: { used: row.people, limit: limits.people },
    runners: { used: row.runners, limit: limits.runners },
    projects: { used: row.projects, limit: limits.projects },
    tasksPerDay: { used: row.tasks, limit: limits.tasksPerDay },
    logBytes: { used: row.log_bytes, limit: limits.logBytes },
    attachmentBytes: { used: row.attachment_bytes, limit: limits.attachmentBytes },
  };
}

/**
 * A workspace (a database uuid), and for who sees all of its projects what it has and may have: what is counted is of all of
 * them, and would tell others how many are hidden and how busy they are.
 */
export async function getWorkspace(workspaceId: string, seesAll: boolean): Promise<Workspace> {
  const [row] = await reading.query(READ_WORKSPACE, [workspaceId, firstKeptDay()]);
  return {
    id: toWireId('ws', workspaceId),
    name: row.name,
    first: row.slug === LOCAL_SLUG,
    quotas: seesAll ? quotasToWire(row) : null,
  };
}
