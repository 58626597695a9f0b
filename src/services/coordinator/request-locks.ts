import type { requestLocks as contract } from '@/contract/attempt';
import type { ReturnsOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import { holdLocks } from '@/domain/locks/hold-locks';
import type { Fence } from '@/lib/fence';
import { inEngine } from '@/lib/pool';

/** Extends a live agent's file locks, all or nothing. A refusal is a result: it names who holds what. */
export async function requestLocks(fence: Fence, paths: string[]): Promise<ReturnsOf<typeof contract>> {
  return inEngine(async (runs) => {
    const agent = await lockLiveAgent(runs, fence);
    const { workspaceId, taskId } = agent;
    const [verdict] = await holdLocks(runs, workspaceId, [
      { taskId, projectId: agent.task.projectId, paths, place: agent.task.place },
    ]);
    const { granted, fresh, heldBy } = verdict!;
    // An agent asks before every write: only what it did not hold yet is worth telling.
    if (!granted || fresh.length > 0)
      appendEvent(runs, {
        workspaceId,
        type: granted ? 'lock.granted' : 'lock.refused',
        actor: `agent:${agent.id}`,
        taskId,
        agentId: agent.id,
        payload: { paths: granted ? fresh : paths, heldBy },
      });
    return { granted, heldBy };
  });
}
