import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import type { clearQueue as endpoint } from '@/contract/queue';
import { appendEvent } from '@/domain/events/append-event';
import { GUARD_QUEUE, SAY_OF_QUEUE } from '@/domain/settings/queue-settings.sql';
import { queueStats } from '@/domain/settings/queue-stats';
import { LOCK_QUEUED } from '@/domain/settings/queue-stats.sql';
import { lockTask } from '@/domain/tasks/lock-task';
import { asWorkspace, type Viewer } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { cancelLocked } from './cancel-task';

type Person = Viewer & { userId: string };
const AT_ONCE = 200;

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
    const done = await asWorkspace(person, (_, runs) => cancelQueued(runs, person));
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

/** Cancels tasks that wait, 200 at most; answers how many. What waits behind one of them is cancelled or skipped with it. */
async function cancelQueued(runs: Runs, person: { workspaceId: string; userId: string }): Promise<number> {
  // A claim that is being granted holds this: what it takes is no longer queued below.
  await runs.query(GUARD_QUEUE, [person.workspaceId]);
  const queued = await runs.query<{ ref: string }>(LOCK_QUEUED, [person.workspaceId, AT_ONCE]);
  const tasks = [];
  for (const { ref } of queued) tasks.push(await lockTask(runs, person.workspaceId, ref));
  await Promise.all(tasks.map((task) => cancelLocked(runs, person, task, 'queue_cleared')));
  return queued.length;
}
