import type { requestLocks as contract } from '@/contract/attempt';
import type { ReturnsOf } from '@/contract/endpoint';
import { appendEvent } from '@/domain/events/append-event';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import { conflictsOf } from '@/domain/locks/find-conflicts';
import { holdLocks } from '@/domain/locks/hold-locks';
import type { LockWish } from '@/domain/locks/lock-state';
import type { Fence } from '@/lib/fence';
import { inEngine, type Runs } from '@/lib/pool';

/** Extends a live agent's file locks, all or nothing; `onlyAsk` locks nothing. A refusal is a result: it names who holds what. */
export async function requestLocks(
  fence: Fence,
  paths: string[],
  onlyAsk = false,
): Promise<ReturnsOf<typeof contract>> {
  return inEngine(async (runs) => {
    const agent = await lockLiveAgent(runs, fence);
    const { workspaceId, taskId } = agent;
    const wish = { taskId, projectId: agent.task.projectId, paths, place: agent.task.place };
    const { granted, fresh, heldBy } = onlyAsk
      ? await askFor(runs, workspaceId, wish)
      : (await holdLocks(runs, workspaceId, [wish]))[0]!;
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

async function askFor(runs: Runs, workspaceId: string, wish: LockWish) {
  const heldBy = await conflictsOf(runs, workspaceId, wish);
  return { granted: heldBy.length === 0, fresh: [], heldBy };
}
