import { END_AGENT } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { findLiveAgent } from '@/domain/leases/lock-live-agent';
import type { Fence } from '@/lib/fence';
import { inEngine, type Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic } from '@/lib/wake';
import { advanceTask } from '@/services/coordinator/advance-task';
import { OVERDUE_CANCELLATIONS } from './end-cancelled.sql';

/** Ends cancelled tasks whose agent did not answer in time. Answers how many. */
export async function endCancelled(): Promise<number> {
  const { cancelGraceMs, flushMs, heartbeatMs, leaseGraceMs } = timers();
  return inEngine(async (runs) => {
    const overdue = await runs.query(OVERDUE_CANCELLATIONS, [
      heartbeatMs + cancelGraceMs + flushMs + leaseGraceMs,
    ]);
    let ended = 0;
    for (const { id, workspace_id: workspaceId, agent_id: agentId, token_hash: tokenHash } of overdue) {
      // Where a session took the agent over meanwhile, the next sweep finds it again.
      if (agentId && !(await endAgent(runs, { agentId, tokenHash }))) continue;
      ended++;
      await advanceTask(runs, {
        workspaceId,
        taskId: id,
        from: ['CANCELLING'],
        to: 'CANCELLED',
        reason: 'cancelled',
        actor: 'system',
      });
    }
    return ended;
  });
}

async function endAgent(runs: Runs, fence: Fence): Promise<boolean> {
  const agent = await findLiveAgent(runs, fence);
  if (!agent) return false;
  const { workspaceId, id, taskId, runnerId, kind } = agent;
  await runs.each(END_AGENT, [workspaceId, id, 'killed', 'cancel_timeout', null, null, null, null]);
  appendEvent(runs, {
    workspaceId,
    type: 'agent.ended',
    actor: 'system',
    taskId,
    agentId: id,
    runnerId,
    payload: { kind, outcome: 'killed', reason: 'cancel_timeout' },
  });
  runs.wakes.add(topic.log(id));
  return true;
}
