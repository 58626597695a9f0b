import { END_AGENT } from '@/domain/agents/start-agent.sql';
import { inEngine } from '@/lib/pool';
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
    for (const { id, workspace_id: workspaceId, agent_id: agentId } of overdue) {
      if (agentId) {
        await runs.each(END_AGENT, [
          workspaceId,
          agentId,
          'killed',
          'cancel_timeout',
          null,
          null,
          null,
          null,
        ]);
        runs.wakes.add(topic.log(agentId));
      }
      await advanceTask(runs, {
        workspaceId,
        taskId: id,
        from: ['CANCELLING'],
        to: 'CANCELLED',
        reason: 'cancelled',
        actor: 'system',
      });
    }
    return overdue.length;
  });
}
