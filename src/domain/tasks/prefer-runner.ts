import type { Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { PREFER_SESSION_RUNNER } from './prefer-runner.sql';

/** How long a task waits for the machine that has its session, in milliseconds; then any may take it. */
const PATIENCE_MS = 30_000;

/** Offers a queued task first to the online runner that has the engine's session of `sessionOf`, a task too. Database uuids. */
export async function preferSessionRunner(
  runs: Pick<Runs, 'query'>,
  workspaceId: string,
  taskId: string,
  sessionOf: string = taskId,
): Promise<void> {
  await runs.query(PREFER_SESSION_RUNNER, [
    workspaceId,
    taskId,
    sessionOf,
    PATIENCE_MS,
    timers().offlineAfterMs,
  ]);
}
