import type { Runner } from '@/contract/runner';
import { appendEvent } from '@/domain/events/append-event';
import { forgetTokens } from '@/domain/runners/find-token';
import { getRunner } from '@/domain/runners/get-runner';
import { REVOKE_RUNNER } from '@/domain/runners/revoke-runner.sql';
import { asWorkspace } from '@/lib/db';
import { fromWireId } from '@/lib/ids';
import { topic } from '@/lib/wake';
import { loseAgentsOf } from './lose-agents';
import { LOCK_LEASES } from './lose-agents.sql';

/**
 * Ends a runner: from the commit on its key and tokens are worth nothing, its agents have no lease, and their tasks
 * stand in the queue again. `actor` is who ended it, as events name it. Repeatable. Throws NOT_FOUND.
 */
export async function revokeRunner(workspaceId: string, wireId: string, actor: string): Promise<Runner> {
  const id = fromWireId('runner', wireId);
  const runner = await asWorkspace({ workspaceId, userId: null }, async (tx, runs) => {
    await runs.query(LOCK_LEASES, [workspaceId, id]);
    const [revoked] = await runs.query<{ name: string }>(REVOKE_RUNNER, [workspaceId, id]);
    if (revoked) {
      const leases = await tx.lease.findMany({ where: { runnerId: id }, select: { agentId: true } });
      for (const { agentId } of leases) runs.wakes.add(topic.agent(agentId));
      await loseAgentsOf(runs, workspaceId, id, [], 'runner_revoked');
      appendEvent(runs, {
        workspaceId,
        type: 'runner.revoked',
        actor,
        runnerId: id,
        payload: { name: revoked.name },
      });
      runs.wakes.add(topic.claims(workspaceId));
    }
    return getRunner(tx, runs, wireId);
  });
  forgetTokens();
  return runner;
}
