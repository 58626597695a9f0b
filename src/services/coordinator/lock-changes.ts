import type { HeldBy } from '@/contract/attempt';
import { CHANGED_FILES_MAX } from '@/contract/task';
import { canonicalOrNull } from '@/domain/locks/canonical-path';
import { holdLocks } from '@/domain/locks/hold-locks';
import { PATHS_OF_COMMIT } from '@/domain/verification/find-sensitive.sql';
import type { Runs } from '@/lib/pool';

/** A task whose row is locked, and its commit. Ids are database uuids. */
export interface Committed {
  workspaceId: string;
  projectId: string;
  taskId: string;
  headSha: string | null;
}

const EVERYTHING = '**';

/**
 * What a task's commit changes must be what the task holds: locks what it does not hold yet, all or nothing, and answers
 * which of it other tasks hold. Changes that cannot be listed or named count as changes of everything.
 */
export async function lockChanges(
  runs: Runs,
  { workspaceId, projectId, taskId, headSha }: Committed,
): Promise<HeldBy[]> {
  const [row] = await runs.query<{ paths: string[] }>(PATHS_OF_COMMIT, [workspaceId, taskId, headSha]);
  if (!row || row.paths.length === 0) return [];
  const listed = row.paths.length < CHANGED_FILES_MAX && row.paths.every(isNameable);
  const paths = listed ? [...new Set(row.paths)] : [EVERYTHING];
  const [verdict] = await holdLocks(runs, workspaceId, [{ taskId, projectId, paths }]);
  return verdict!.heldBy;
}

/** A name that is a pattern too is locked as that, which is more. */
const isNameable = (path: string): boolean => canonicalOrNull(path) !== null;
