import { END_AGENT } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { findLiveAgent } from '@/domain/leases/lock-live-agent';
import { inEngine } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic } from '@/lib/wake';
import { settleAgent } from '@/services/coordinator/settle-agent';
import { OVERDUE_KILLS } from './end-killed.sql';

/** Ends agents that a person has ended and whose runner did not answer in time. Answers how many. */
export async function endKilled(): Promise<number> {
  const { cancelGraceMs, flushMs, heartbeatMs, leaseGraceMs } = timers();
  return inEngine(async (runs) => {
    const overdue = await runs.query(OVERDUE_KILLS, [heartbeatMs + cancelGraceMs + flushMs + leaseGraceMs]);
    for (const lease of overdue) {
      const agent = await findLiveAgent(runs, { agentId: lease.agent_id, tokenHash: lease.token_hash });
      if (!agent) continue;
      const { workspaceId, id, taskId, runnerId, kind } = agent;
      await runs.each(END_AGENT, [workspaceId, id, 'killed', 'kill_timeout', null, null, null, null]);
      appendEvent(runs, {
        workspaceId,
        type: 'agent.ended',
        actor: 'system',
        taskId,
        agentId: id,
        runnerId,
        payload: { kind, outcome: 'killed', reason: 'kill_timeout' },
      });
      await settleAgent(runs, {
        agent,
        outcome: 'lost',
        reason: null,
        quotaMs: null,
        message: '',
        hasCommit: false,
        headSha: null,
        checks: null,
      });
      runs.wakes.add(topic.log(id));
    }
    return overdue.length;
  });
}
