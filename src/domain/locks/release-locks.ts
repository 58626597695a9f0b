import type { Runs } from '@/lib/pool';
import { findWaiters } from './find-waiters';
import { GUARD_PROJECTS } from './hold-locks.sql';
import { RELEASE_LOCKS } from './release-locks.sql';

/** Whose locks end: one by its id, or all of the task. Ids are database uuids. */
export interface Release {
  workspaceId: string;
  projectId: string;
  taskId: string;
  lockId?: string;
}

/**
 * Ends file locks of a task that is locked already; answers their patterns and which tasks waited for
 * them. Serialised with claims by the project's row, as the end of a hold is.
 */
export async function releaseLocks(
  runs: Runs,
  { workspaceId, projectId, taskId, lockId }: Release,
): Promise<{ patterns: string[]; waiters: string[] }> {
  await runs.query(GUARD_PROJECTS, [workspaceId, [projectId]]);
  const gone = await runs.query(RELEASE_LOCKS, [workspaceId, taskId, lockId ?? null]);
  const freed = gone.map((row) => ({ projectId, kind: row.kind, matchKey: row.match_key }));
  return {
    patterns: gone.map(({ pattern }) => pattern),
    waiters: await findWaiters(runs, workspaceId, freed),
  };
}
