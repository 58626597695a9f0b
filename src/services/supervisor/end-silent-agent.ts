import { END_AGENT } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { findLiveAgent, type LiveAgent } from '@/domain/leases/lock-live-agent';
import type { Fence } from '@/lib/fence';
import type { Runs } from '@/lib/pool';
import { timers } from '@/lib/timers';
import { topic } from '@/lib/wake';

/** How long a runner may take to answer a wish that its agent ends, in milliseconds: to hear of it, to do it, and to hand in. */
export function answerPatienceMs(): number {
  const { cancelGraceMs, flushMs, heartbeatMs, leaseGraceMs } = timers();
  return heartbeatMs + cancelGraceMs + flushMs + leaseGraceMs;
}

/**
 * Ends an agent whose runner does not answer: its record, its event, and word to who reads its log. What becomes of its
 * task is the caller's. Answers null where the fence names no live agent any more.
 */
export async function endSilentAgent(
  runs: Runs,
  fence: Fence,
  { status, reason }: { status: 'lost' | 'killed'; reason: string },
): Promise<LiveAgent | null> {
  const agent = await findLiveAgent(runs, fence);
  if (!agent) return null;
  const { workspaceId, id, taskId, runnerId, kind } = agent;
  await runs.each(END_AGENT, [workspaceId, id, status, reason, null, null, null, null]);
  appendEvent(runs, {
    workspaceId,
    type: status === 'lost' ? 'agent.lost' : 'agent.ended',
    actor: 'system',
    taskId,
    agentId: id,
    runnerId,
    payload: status === 'lost' ? { kind, reason } : { kind, outcome: status, reason },
  });
  runs.wakes.add(topic.log(id));
  return agent;
}
