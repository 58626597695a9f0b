import type { History } from '@/contract/history';
import { foreseeAnew } from '@/domain/locks/likely-files';
import { keepHistory } from '@/domain/projects/keep-history';
import { inEngine } from '@/lib/pool';

/**
 * Keeps what a runner read of a project's history, and works out anew what the tasks that have not begun are likely to
 * change. Ids are database uuids.
 */
export async function noteHistory(
  runner: { workspaceId: string; runnerId: string },
  projectId: string,
  history: History,
): Promise<{ kept: boolean }> {
  return inEngine(async (runs) => {
    const kept = await keepHistory(runs, runner, projectId, history);
    if (kept) await foreseeAnew(runs, { workspaceId: runner.workspaceId, projectId });
    return { kept };
  });
}
