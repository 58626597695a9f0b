import { moveTask } from '@/domain/tasks/move-task';
import type { Runs } from '@/lib/pool';

/**
 * Queues tasks again that waited for a file lock, in the places they had: each finds out at its claim whether it can
 * have it now. Ids are database uuids.
 */
export async function queueWaiters(runs: Runs, workspaceId: string, waiters: string[]): Promise<void> {
  const move = { workspaceId, from: ['BLOCKED'], to: 'QUEUED', keepsPlace: true, actor: 'system' } as const;
  await Promise.all(waiters.sort().map((taskId) => moveTask(runs, { ...move, taskId })));
}
