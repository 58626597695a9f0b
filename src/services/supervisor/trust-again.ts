import { appendEvent } from '@/domain/events/append-event';
import { inEngine } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { TRUST_AGAIN } from './suspect-runners.sql';

/** How long a suspect runner is held back where no person lets it in, in milliseconds. */
const HELD_BACK_MS = 3_600_000;

/** Lets runners in again that were held back an hour ago. Answers how many. */
export async function trustAgain(): Promise<number> {
  return inEngine(async (runs) => {
    const trusted = await runs.query(TRUST_AGAIN, [HELD_BACK_MS]);
    for (const { id, workspace_id: workspaceId, name } of trusted) {
      appendEvent(runs, {
        workspaceId,
        type: 'runner.updated',
        actor: 'system',
        runnerId: id,
        payload: { name, status: 'ACTIVE' },
      });
      runs.wakes.add(topic.claims(workspaceId));
    }
    return trusted.length;
  });
}
