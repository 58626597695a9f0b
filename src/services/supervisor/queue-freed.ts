import { findFirstServed } from '@/domain/locks/find-waiters';
import { wishOf } from '@/domain/locks/wish-of';
import { engine, inEngine } from '@/lib/pool';
import { shared } from '@/lib/shared';
import { queueWaiters } from '@/services/coordinator/queue-waiters';
import { WAITERS_AFTER } from './queue-freed.sql';

const MOST = 500;
const NONE = '00000000-0000-0000-0000-000000000000';
/** Where the last look ended: a bounded look at a time comes to every waiter. */
const place = () => shared('queue-freed', () => ({ after: NONE }));

/**
 * Queues tasks again whose files nobody holds any more, one of those that want the same. A lock that ends wakes the first
 * who wait for it; this finds the others, where those first ones could not begin. Answers how many.
 */
export async function queueFreed(): Promise<number> {
  const rows = await engine.query(WAITERS_AFTER, [place().after, MOST]);
  place().after = rows.length === MOST ? rows.at(-1).id : NONE;
  let queued = 0;
  for (const workspaceId of new Set<string>(rows.map((row) => row.workspace_id))) {
    const wishes = rows
      .filter((row) => row.workspace_id === workspaceId)
      .map(({ id, project_id, files_hint, reads_hint, path, place }) => ({
        ...wishOf({ filesHint: files_hint, readsHint: reads_hint }, path),
        taskId: id,
        projectId: project_id,
        place,
      }));
    const free = await findFirstServed(engine, workspaceId, wishes);
    if (free.length > 0) await inEngine((runs) => queueWaiters(runs, workspaceId, free));
    queued += free.length;
  }
  return queued;
}
