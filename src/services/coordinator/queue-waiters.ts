import { moveTask } from '@/domain/tasks/move-task';
import type { Runs } from '@/lib/pool';

/** Queues tasks again that waited for a file lock: each finds out at its claim whether it can have it now. Ids are database uuids. */
export async function queueWaiters(runs: Runs, workspaceId: string, waiters: string[]): Promise<void> {
  for (const taskId of waiters)
    await moveTask(runs, { workspaceId, taskId, from: ['BLOCKED'], to: 'QUEUED', actor: 'system' });
}
