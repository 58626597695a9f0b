import type { History } from '@/contract/history';
import type { Runs } from '@/lib/pool';
import { KEEP_HISTORY } from './keep-history.sql';

/**
 * Keeps what a runner read of the history of a project that it serves. Says whether it was kept: not where it is known
 * already, nor more than once a minute. Ids are database uuids.
 */
export async function keepHistory(
  runs: Runs,
  { workspaceId, runnerId }: { workspaceId: string; runnerId: string },
  projectId: string,
  { tip, commits, paths, changes, pairs }: History,
): Promise<boolean> {
  const given = [workspaceId, runnerId, projectId, tip, commits, paths, changes, pairs.flat()];
  return (await runs.query(KEEP_HISTORY, given)).length > 0;
}
