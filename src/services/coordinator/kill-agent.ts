import type { Agent, killAgent as endpoint } from '@/contract/agent';
import type { BodyOf } from '@/contract/endpoint';
import { getAgent } from '@/domain/agents/get-agent';
import { REQUEST_KILL } from '@/domain/agents/steer-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import type { Decision } from './cancel-task';
import { lockSteered } from './lock-steered';

/**
 * Tells a live agent (a wire id) to end; its runner ends its processes and reports, or the sweep ends it. Its task
 * then waits for a person, or is queued again. Repeatable. Throws NOT_FOUND, CONFLICT, ILLEGAL_TRANSITION.
 */
export async function killAgent(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  wireId: string,
  { requeue, reason }: BodyOf<typeof endpoint>,
): Promise<Agent> {
  const { agent, task } = await lockSteered(tx, runs, workspaceId, wireId);
  const request = requeue ? 'requeue' : 'person';
  if (agent.killRequest !== request || agent.killNote !== (reason ?? null)) {
    await runs.query(REQUEST_KILL, [workspaceId, agent.id, request, reason ?? null]);
    appendEvent(runs, {
      workspaceId,
      type: 'agent.kill_requested',
      actor: `person:${userId}`,
      taskId: task.id,
      agentId: agent.id,
      runnerId: agent.runnerId,
      payload: { requeue, reason: reason ?? null },
    });
    runs.wakes.add(topic.agent(agent.id));
  }
  return getAgent(tx, wireId);
}
