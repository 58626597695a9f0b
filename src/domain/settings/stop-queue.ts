import { appendEvent } from '@/domain/events/append-event';
import type { Runs } from '@/lib/pool';
import { STOP_QUEUE } from './queue-settings.sql';

/** Pauses the queue of a workspace that shall stop at the first failure; does nothing elsewhere. */
export async function stopQueue(runs: Runs, workspaceId: string, note: string): Promise<void> {
  const [stopped] = await runs.query(STOP_QUEUE, [workspaceId, note]);
  if (!stopped) return;
  appendEvent(runs, {
    workspaceId,
    type: 'queue.updated',
    actor: 'system',
    payload: { paused: true, pauseNote: note },
  });
}
