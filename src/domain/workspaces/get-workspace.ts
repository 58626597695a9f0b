import type { Workspace } from '@/contract/workspace';
import { toWireId } from '@/lib/ids';
import { engine } from '@/lib/pool';
import { quotas } from '@/lib/quota';
import { READ_WORKSPACE } from './get-workspace.sql';

/** A workspace (a database uuid), what it has, and how much of it it may have. */
export async function getWorkspace(workspaceId: string): Promise<Workspace> {
  const [row] = await engine.query(READ_WORKSPACE, [workspaceId]);
  const limits = quotas();
  return {
    id: toWireId('ws', workspaceId),
    name: row.name,
    quotas: {
      people: { used: row.people, limit: limits.people },
      runners: { used: row.runners, limit: limits.runners },
      projects: { used: row.projects, limit: limits.projects },
      tasksPerDay: { used: row.tasks, limit: limits.tasksPerDay },
    },
  };
}
