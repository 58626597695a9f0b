import type { Runs } from '@/lib/pool';
import { PATHS_OF_COMMIT } from './find-sensitive.sql';
import { type SensitiveFile, sensitiveFiles } from './sensitive-paths';

/**
 * The sensitive files that a task's commit changes. What is not known counts as one: changes that its runner did not
 * list, or that were too large to be listed whole. Ids are database uuids.
 */
export async function findSensitive(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  taskId: string,
  headSha: string | null,
): Promise<SensitiveFile[]> {
  const [row] = await runs.query<{ truncated: boolean; paths: string[] }>(PATHS_OF_COMMIT, [
    workspaceId,
    taskId,
    headSha,
  ]);
  if (!row) return [{ path: 'unknown files', area: 'its runner has not listed what it changes' }];
  const found = sensitiveFiles([...new Set(row.paths)]);
  return row.truncated
    ? [...found, { path: 'and more', area: 'changes too large to be listed whole' }]
    : found;
}
