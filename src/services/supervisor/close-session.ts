import { appendEvent } from '@/domain/events/append-event';
import { CLOSE_SESSION } from '@/domain/runners/open-session.sql';
import { inEngine } from '@/lib/pool';
import { loseUnheardAgents } from './lose-agents';

/**
 * A runner says goodbye: it shows as offline at once, gets no more work, and what it was granted without ever hearing of it
 * is offered to others. What it has begun and not handed in stays its own until the lease ends. An older session's goodbye
 * changes nothing.
 */
export async function closeSession(
  workspaceId: string,
  runnerId: string,
  epoch: number | null,
): Promise<{ closed: true }> {
  await inEngine(async (runs) => {
    await loseUnheardAgents(runs, workspaceId, runnerId, epoch);
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
