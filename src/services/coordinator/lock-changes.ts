import type { HeldBy } from '@/contract/attempt';
import { lockOfFile } from '@/contract/lock-path';
import { CHANGED_FILES_MAX } from '@/contract/task';
import { holdLocks } from '@/domain/locks/hold-locks';
import { pathsOfCommit } from '@/domain/verification/paths-of-commit';
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
 * which of it other tasks hold. Changes that cannot be listed count as changes of everything.
 */
export async function lockChanges(runs: Runs, commit: Committed): Promise<HeldBy[]> {
  const { workspaceId, projectId, taskId } = commit;
  const listed = await pathsOfCommit(runs, commit);
  if (!listed || listed.paths.length === 0) return [];
  const isWhole = listed.paths.length < CHANGED_FILES_MAX;
  const paths = isWhole ? [...new Set(listed.paths.map(lockOfFile))] : [EVERYTHING];
  const [verdict] = await holdLocks(runs, workspaceId, [{ taskId, projectId, paths }]);
  return verdict!.heldBy;
}
