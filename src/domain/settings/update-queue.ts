import type { BodyOf } from '@/contract/endpoint';
import type { QueueSettings, updateQueueSettings } from '@/contract/queue';
import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { readLimits } from './queue-settings';
import { GUARD_QUEUE, SAY_OF_QUEUE } from './queue-settings.sql';

/** Changes what is said of the queue; once this has committed, no claim is granted by what was said before. */
export async function updateQueue(
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  body: BodyOf<typeof updateQueueSettings>,
): Promise<QueueSettings> {
  await runs.query(GUARD_QUEUE, [workspaceId]);
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  await runs.query(SAY_OF_QUEUE, [workspaceId, JSON.stringify(said)]);
  appendEvent(runs, { workspaceId, type: 'queue.updated', actor: `person:${userId}`, payload: said });
  runs.wakes.add(topic.claims(workspaceId));
  return (await readLimits(runs, workspaceId)).queue;
}
