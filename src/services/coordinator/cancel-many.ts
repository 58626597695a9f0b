import { GUARD_QUEUE } from '@/domain/settings/queue-settings.sql';
import { lockTask } from '@/domain/tasks/lock-task';
import type { Runs, Statement } from '@/lib/pool';
import { cancelLocked } from './cancel-task';

/** How many are cancelled in one transaction. */
const CANCELLED_AT_ONCE = 200;

/**
 * Cancels the tasks that a statement locks, whose last parameter is how many at most; answers how many. What waits behind
 * one of them is cancelled or skipped with it. Database uuids.
 */
export async function cancelMany(
  runs: Runs,
  person: { workspaceId: string; userId: string },
  statement: Statement,
  values: unknown[],
  reason: string,
): Promise<number> {
  // A claim that is being granted holds this: what it takes is no longer queued below.
  await runs.query(GUARD_QUEUE, [person.workspaceId]);
  const found = await runs.query<{ ref: string }>(statement, [...values, CANCELLED_AT_ONCE]);
  const tasks = [];
  for (const { ref } of found) tasks.push(await lockTask(runs, person.workspaceId, ref));
  await Promise.all(tasks.map((task) => cancelLocked(runs, person, task, reason)));
  return found.length;
}
