import type { Runs } from '@/lib/pool';
import { GUARD_HOLD, RELEASE_HOLD } from './release-hold.sql';

/** Ends a task's hold; answers the ids of tasks that waited for a lock of the same project. */
export async function releaseHold(runs: Runs, workspaceId: string, taskId: string): Promise<string[]> {
  await runs.query(GUARD_HOLD, [workspaceId, taskId]);
  const rows = await runs.query(RELEASE_HOLD, [workspaceId, taskId]);
  return rows.map((row) => row.waiter_id);
}
