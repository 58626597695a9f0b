import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { clearQueue as endpoint } from '@/contract/queue';
import { appendEvent } from '@/domain/events/append-event';
import { SAY_OF_QUEUE } from '@/domain/settings/queue-settings.sql';
import { queueStats } from '@/domain/settings/queue-stats';
import { LOCK_QUEUED } from '@/domain/settings/queue-stats.sql';
import { asWorkspace, type Viewer } from '@/lib/db';
import { cancelMany } from './cancel-many';

type Person = Viewer & { userId: string };

/**
 * Clears the queue: what has ended is no longer counted in it and stays in the lists of tasks. With scope `all` tasks that
 * wait are cancelled first, as far as the person sees them; none that an agent has, or a person is asked about.
 */
export async function clearQueue(
  person: Person,
  { scope }: BodyOf<typeof endpoint>,
): Promise<ReturnsOf<typeof endpoint>> {
  let cancelledNow = 0;
  for (let more = scope === 'all'; more; ) {
    const done = await asWorkspace(person, (_, runs) =>
      cancelMany(runs, person, LOCK_QUEUED, [person.workspaceId], 'queue_cleared'),
    );
    cancelledNow += done;
    more = done > 0;
  }
  const { workspaceId, userId } = person;
  return asWorkspace(person, async (_, runs) => {
    const clearedAt = new Date().toISOString();
    await runs.query(SAY_OF_QUEUE, [workspaceId, JSON.stringify({ clearedAt })]);
    const payload = { clearedAt, scope, cancelled: cancelledNow };
    appendEvent(runs, { workspaceId, type: 'queue.updated', actor: `person:${userId}`, payload });
    return { ...(await queueStats(runs, workspaceId)), cancelledNow };
  });
}
