import { appendEvent } from '@/domain/events/append-event';
import { inEngine } from '@/lib/pool';
import { CLOSE_SESSION } from './open-session.sql';

/** A runner says goodbye: it shows as offline at once. An older session's goodbye changes nothing. */
export async function closeSession(
  workspaceId: string,
  runnerId: string,
  epoch: number | null,
): Promise<{ closed: true }> {
  await inEngine(async (runs) => {
    const [row] = await runs.query(CLOSE_SESSION, [workspaceId, runnerId, epoch]);
    if (row)
      appendEvent(runs, {
        workspaceId,
        type: 'runner.disconnected',
        actor: `runner:${runnerId}`,
        runnerId,
        payload: { name: row.name },
      });
  });
  return { closed: true };
}
