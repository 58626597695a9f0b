import type { QueueStats } from '@/contract/queue';
import type { TaskStatus } from '@/contract/task';
import type { Runs } from '@/lib/pool';
import { readLimits } from './queue-settings';
import { COUNT_QUEUE, READ_CLEARED } from './queue-stats.sql';

const PLACES = {
  waiting: ['QUEUED'],
  delayed: ['BLOCKED'],
  active: ['ASSIGNED', 'IN_PROGRESS', 'VERIFYING', 'MERGING', 'CANCELLING'],
  review: ['IN_REVIEW', 'NEEDS_HUMAN'],
  completed: ['COMPLETED'],
  failed: ['FAILED'],
  cancelled: ['CANCELLED', 'SKIPPED'],
} as const satisfies Record<string, readonly TaskStatus[]>;

/** How much stands where in the queue of a workspace (a database uuid), as far as the reader sees its projects. */
export async function queueStats(runs: Pick<Runs, 'query'>, workspaceId: string): Promise<QueueStats> {
  const { queue } = await readLimits(runs, workspaceId);
  const [cleared] = await runs.query<{ at: string | null }>(READ_CLEARED, [workspaceId]);
  const clearedAt = cleared?.at ?? null;
  const rows = await runs.query<{ status: TaskStatus; n: number }>(COUNT_QUEUE, [workspaceId, clearedAt]);
  const counted = new Map(rows.map(({ status, n }) => [status, n]));
  const counts = Object.fromEntries(
    Object.entries(PLACES).map(([place, statuses]) => [
      place,
      statuses.reduce((sum, status) => sum + (counted.get(status) ?? 0), 0),
    ]),
  ) as Record<keyof typeof PLACES, number>;
  return { ...counts, paused: queue.paused, clearedAt };
}
