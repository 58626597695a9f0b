import { releaseHold } from '@/domain/holds/release-hold';
import { findWaiters } from '@/domain/locks/find-waiters';
import type { Runs } from '@/lib/pool';
import { queueWaiters } from './queue-waiters';

/** Ends a task's hold and queues who waited for one of its paths. Database uuids. */
export async function freeLocks(
  runs: Runs,
  { workspaceId, taskId }: { workspaceId: string; taskId: string },
): Promise<void> {
  const waiters = await findWaiters(runs, workspaceId, await releaseHold(runs, workspaceId, taskId));
  await queueWaiters(
    runs,
    workspaceId,
    waiters.filter((waiter) => waiter !== taskId),
  );
}
