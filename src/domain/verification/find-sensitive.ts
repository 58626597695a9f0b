import type { Runs } from '@/lib/pool';
import { pathsOfCommit } from './paths-of-commit';
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
  const listed = await pathsOfCommit(runs, { workspaceId, taskId, headSha });
  if (!listed) return [{ path: 'unknown files', area: 'its runner has not listed what it changes' }];
  const found = sensitiveFiles(listed.paths);
  return listed.truncated
    ? [...found, { path: 'and more', area: 'changes too large to be listed whole' }]
    : found;
}
