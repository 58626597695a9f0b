import type { startAgent as contract, Desired } from '@/contract/attempt';
import type { BodyOf } from '@/contract/endpoint';
import { START_AGENT } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { lockLiveAgent } from '@/domain/leases/lock-live-agent';
import type { Fence } from '@/lib/fence';
import { inEngine } from '@/lib/pool';
import { advanceTask } from './advance-task';

/** The work of a live agent has begun: its task is in progress. Safe to repeat. */
export async function startAgent(fence: Fence, body: BodyOf<typeof contract>): Promise<{ desired: Desired }> {
  return inEngine(async (runs) => {
    const agent = await lockLiveAgent(runs, fence);
    const { workspaceId, taskId, id } = agent;
    await runs.query(START_AGENT, [
      workspaceId,
      id,
      body.engine,
      body.engineVersion,
      body.engineSessionId,
      body.model,
      body.sandbox,
      body.billing,
      body.branch,
      body.baseSha,
    ]);
    if (agent.kind === 'work' && agent.task.status === 'ASSIGNED') {
      await advanceTask(runs, {
        workspaceId,
        taskId,
        from: ['ASSIGNED'],
        to: 'IN_PROGRESS',
        actor: `agent:${id}`,
      });
    }
    await appendEvent(runs, {
      workspaceId,
      type: 'agent.started',
      actor: `agent:${id}`,
      taskId,
      agentId: id,
      runnerId: agent.runnerId,
      payload: {
        engine: body.engine,
        engineVersion: body.engineVersion,
        sandbox: body.sandbox,
        kind: agent.kind,
      },
    });
    return { desired: agent.desired };
  });
}
