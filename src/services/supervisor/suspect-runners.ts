import { appendEvent } from '@/domain/events/append-event';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import type { Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { ENDS_OF_RUNNER, SUSPECT_RUNNER } from './suspect-runners.sql';
import { isSuspect, MOST_LOST_IN_A_ROW } from './suspect-state';

/** Holds back the runners of agents that were just lost, where they have lost too many in a row; a person lets them in again. */
export async function suspectRunners(
  runs: Runs,
  lost: Pick<LiveAgent, 'workspaceId' | 'runnerId'>[],
): Promise<void> {
  const runners = new Map(lost.map(({ workspaceId, runnerId }) => [runnerId, workspaceId]));
  for (const [runnerId, workspaceId] of runners) {
    const ends = await runs.query<{ lost: boolean; ended_at_ms: number }>(ENDS_OF_RUNNER, [
      workspaceId,
      runnerId,
    ]);
    const facts = ends.map(({ lost, ended_at_ms }) => ({ lost, endedAtMs: ended_at_ms }));
    if (!isSuspect(facts, timers().leaseTtlMs)) continue;
    const [held] = await runs.query(SUSPECT_RUNNER, [workspaceId, runnerId]);
    if (held)
      appendEvent(runs, {
        workspaceId,
        type: 'runner.suspected',
        actor: 'system',
        runnerId,
        payload: { name: held.name, lost: MOST_LOST_IN_A_ROW },
      });
  }
}
