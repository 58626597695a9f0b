import type { Desired } from '@/contract/attempt';
import type { CheckResult } from '@/contract/check-run';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import { storeChecks } from '@/domain/verification/store-checks';
import type { Fence } from '@/lib/fence';
import { inEngine } from '@/lib/pool';

/** Keeps the results of one round of checks inside a session. Safe to repeat. */
export async function reportChecks(
  fence: Fence,
  round: number,
  checks: CheckResult[],
): Promise<{ desired: Desired }> {
  return inEngine(async (runs) => {
    const agent = await lockLiveAgent(runs, fence);
    await storeChecks(
      runs,
      {
        workspaceId: agent.workspaceId,
        taskId: agent.taskId,
        agentId: agent.id,
        commitSha: null,
        round,
      },
      checks,
    );
    return { desired: agent.desired };
  });
}
