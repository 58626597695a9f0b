import type { BodyOf } from '@/contract/endpoint';
import type { QueueSettings, updateQueueSettings } from '@/contract/queue';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { readLimits } from './queue-settings';
import { GUARD_QUEUE } from './queue-settings.sql';

/** Changes what is said of the queue; once this has committed, no claim is granted by what was said before. */
export async function updateQueue(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  body: BodyOf<typeof updateQueueSettings>,
): Promise<QueueSettings> {
  await runs.query(GUARD_QUEUE, [workspaceId]);
  const { queue } = await readLimits(runs, workspaceId);
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const value = { ...queue, ...said } as QueueSettings;
  if (!value.paused) value.pauseNote = null;
  await tx.setting.upsert({
    where: { workspaceId_key: { workspaceId, key: 'queue' } },
    create: { workspaceId, key: 'queue', value },
    update: { value },
  });
  await appendEvent(runs, { workspaceId, type: 'queue.updated', actor: `person:${userId}`, payload: said });
  runs.wakes.add(topic.claims(workspaceId));
  return value;
}
