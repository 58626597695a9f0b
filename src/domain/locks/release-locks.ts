import type { Runs } from '@/lib/pool';
import { GUARD_PROJECTS } from './hold-locks.sql';
import { RELEASE_LOCKS, WAITERS_FOR_LOCKS } from './release-locks.sql';

/** Whose locks end: one by its id, or all of the task. Ids are database uuids. */
export interface Release {
  workspaceId: string;
  projectId: string;
  taskId: string;
  lockId?: string;
}

/**
 * Ends file locks of a task that is locked already; answers their patterns and which tasks of the project wait for
 * a lock. Serialised with claims by the project's row, as the end of a hold is.
 */
export async function releaseLocks(
  runs: Runs,
  { workspaceId, projectId, taskId, lockId }: Release,
): Promise<{ patterns: string[]; waiters: string[] }> {
  await runs.query(GUARD_PROJECTS, [workspaceId, [projectId]]);
  const gone = await runs.query<{ pattern: string }>(RELEASE_LOCKS, [workspaceId, taskId, lockId ?? null]);
  if (gone.length === 0) return { patterns: [], waiters: [] };
  const waiting = await runs.query<{ id: string }>(WAITERS_FOR_LOCKS, [workspaceId, projectId]);
  return { patterns: gone.map(({ pattern }) => pattern), waiters: waiting.map(({ id }) => id) };
}
