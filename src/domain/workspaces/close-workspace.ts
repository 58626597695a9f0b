import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { CLOSE_WORKSPACE } from './delete-workspace.sql';

/** Shuts everyone and everything out of a workspace (a database uuid), for good; what it holds is erased by `eraseWorkspaces`. */
export async function closeWorkspace(runs: Runs, workspaceId: string, actor: string): Promise<void> {
  await runs.query(CLOSE_WORKSPACE, [workspaceId]);
  appendEvent(runs, { workspaceId, type: 'workspace.deleted', actor });
  runs.wakes.add(topic.claims(workspaceId));
}
