import { appendEvent } from '@/domain/events/append-event';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import type { Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { SUSPECT_RUNNER } from './suspect-runners.sql';

/** A machine that sleeps now and then is not suspect; one that loses its agents so often, with no success between, is. */
const MOST_LOST_IN_A_ROW = 3;

/** Holds back the runners of agents that were just lost, where they have lost too many in a row; a person lets them in again. */
export async function suspectRunners(
  runs: Runs,
  lost: Pick<LiveAgent, 'workspaceId' | 'runnerId'>[],
): Promise<void> {
  const runners = new Map(lost.map(({ workspaceId, runnerId }) => [runnerId, workspaceId]));
  for (const [runnerId, workspaceId] of runners) {
    const [held] = await runs.query(SUSPECT_RUNNER, [
      workspaceId,
      runnerId,
      MOST_LOST_IN_A_ROW,
      timers().leaseTtlMs,
    ]);
    if (held)
      await appendEvent(runs, {
        workspaceId,
        type: 'runner.suspected',
        actor: 'system',
        runnerId,
        payload: { name: held.name, lost: MOST_LOST_IN_A_ROW },
      });
  }
}
