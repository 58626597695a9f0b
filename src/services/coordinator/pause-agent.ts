import type { Agent } from '@/contract/agent';
import { getAgent } from '@/domain/agents/get-agent';
import { REQUEST_PAUSE } from '@/domain/agents/steer-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { topic } from '@/lib/wake';
import type { Decision } from './cancel-task';
import { lockSteered } from './lock-steered';

/** What a runner must have said it can do: one that cannot would not understand the answer. */
const FEATURE = 'pause';

/**
 * Tells a live agent (a wire id) to stand still at its next step, or to go on. Its lease lives on, its time limit
 * stands still. Repeatable. Throws NOT_FOUND, ILLEGAL_TRANSITION for a merge, and CONFLICT where the agent has
 * ended, is being ended, or runs on a runner that cannot pause.
 */
export async function pauseAgent(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Omit<Decision, 'ref'>,
  wireId: string,
  pause: boolean,
): Promise<Agent> {
  const { agent, task } = await lockSteered(tx, runs, workspaceId, wireId);
  if (pause && (agent.killRequest || task.status === 'CANCELLING'))
    throw new AppError('CONFLICT', `This agent of ${task.ref} is being ended, so it cannot be paused.`);
  if (pause && !agent.runner.features.includes(FEATURE))
    throw new AppError(
      'CONFLICT',
      `${agent.runner.name} runs a version that cannot pause agents. Update it, or end the agent instead.`,
    );
  const [changed] = await runs.query(REQUEST_PAUSE, [workspaceId, agent.id, pause]);
  if (changed) {
    // Where the agent stands still already, its runner tells the rest.
    if (pause || !agent.pausedAt)
      appendEvent(runs, {
        workspaceId,
        type: pause ? 'agent.pause_requested' : 'agent.resumed',
        actor: `person:${userId}`,
        taskId: task.id,
        agentId: agent.id,
        runnerId: agent.runnerId,
      });
    runs.wakes.add(topic.agent(agent.id)).add(topic.events(workspaceId));
  }
  return getAgent(tx, wireId);
}
