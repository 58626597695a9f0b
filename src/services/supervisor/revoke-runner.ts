import type { Runner } from '@/contract/runner';
import { appendEvent } from '@/domain/events/append-event';
import { forgetTokens } from '@/domain/runners/find-token';
import { getRunner } from '@/domain/runners/get-runner';
import { REVOKE_RUNNER } from '@/domain/runners/revoke-runner.sql';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import { loseAgentsOf } from './lose-agents';
import { LOCK_LEASES } from './lose-agents.sql';
import { returnStranded } from './return-stranded';

/**
 * Ends a runner: from the commit on its key and tokens are worth nothing, its agents have no lease, and their tasks
 * stand in the queue again; what only it could have checked or merged waits for a person. `actor` is who ended it, as events name it. Repeatable. Throws NOT_FOUND.
 */
export async function revokeRunner(workspaceId: string, wireId: string, actor: string): Promise<Runner> {
  const id = fromWireId('runner', wireId);
  const runner = await asWorkspace({ workspaceId, userId: null }, async (tx, runs) => {
    await endRunner(runs, workspaceId, id, actor);
    return getRunner(tx, runs, wireId);
  });
  forgetTokens();
  return runner;
}

/** Ends a runner (database uuids) in the open transaction, as `revokeRunner` does. */
export async function endRunner(runs: Runs, workspaceId: string, id: string, actor: string): Promise<void> {
  const leases = await runs.query<{ agent_id: string }>(LOCK_LEASES, [workspaceId, id]);
  const [revoked] = await runs.query<{ name: string }>(REVOKE_RUNNER, [workspaceId, id]);
  if (!revoked) return;
  for (const { agent_id } of leases) runs.wakes.add(topic.agent(agent_id));
  await loseAgentsOf(runs, workspaceId, id, [], 'runner_revoked');
  await returnStranded(runs, workspaceId, id);
  appendEvent(runs, {
    workspaceId,
    type: 'runner.revoked',
    actor,
    runnerId: id,
    payload: { name: revoked.name },
  });
  runs.wakes.add(topic.claims(workspaceId));
}
