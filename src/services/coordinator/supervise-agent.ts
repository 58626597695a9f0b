import type { Desired } from '@/contract/attempt';
import type { BodyOf } from '@/contract/endpoint';
import type { superviseAgent as endpoint } from '@/contract/supervision';
import { NOTE_SUPERVISION } from '@/domain/agents/supervise-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import type { Fence } from '@/lib/fence';
import { inEngine } from '@/lib/pool';

/** Notes a step that a runner took with its silent agent, and tells it once. Throws LEASE_LOST. */
export async function superviseAgent(
  fence: Fence,
  { n, ...step }: BodyOf<typeof endpoint>,
): Promise<{ desired: Desired }> {
  return inEngine(async (runs) => {
    const { workspaceId, taskId, id, runnerId, desired } = await lockLiveAgent(runs, fence);
    const shown = { step: step.step, finding: step.finding, sentence: step.sentence };
    const [first] = await runs.query(NOTE_SUPERVISION, [workspaceId, id, n, JSON.stringify(shown)]);
    if (first)
      appendEvent(runs, {
        workspaceId,
        type: 'agent.supervised',
        actor: `agent:${id}`,
        taskId,
        agentId: id,
        runnerId,
        payload: { ...shown, quietMs: step.quietMs },
      });
    return { desired };
  });
}
