import { appendEvent } from '@/domain/events/append-event';
import { inEngine } from '@/lib/pool';
import { FORGET_EVENTS } from './forget-events.sql';

const SEALS = 20;
/** What is left waits for the next hour. */
const MOST_ROUNDS = 50;

/**
 * Deletes events that are older than so many days, whole seals at a time, and says so in the log in the same
 * transaction: the chain accounts for what it lacks. Answers how many events went.
 */
export async function forgetEvents(days: number): Promise<number> {
  let all = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rows = await inEngine(async (runs) => {
      const forgotten = await runs.query(FORGET_EVENTS, [days, SEALS]);
      for (const { workspace_id, seals, events, gone } of forgotten)
        appendEvent(runs, {
          workspaceId: workspace_id,
          type: 'audit.forgotten',
          actor: 'system',
          payload: { seals, events: gone, digests: events, days },
        });
      return forgotten;
    });
    if (rows.length === 0) break;
    for (const { gone } of rows) all += gone;
  }
  return all;
}
