import type { startAgent as contract, Desired } from '@/contract/attempt';
import type { BodyOf } from '@/contract/endpoint';
import { START_AGENT } from '@/domain/agents/start-agent.sql';
import { appendEvent } from '@/domain/events/append-event';
import { stepOfTask } from '@/domain/flows/step-of-task';
import { findLiveAgent } from '@/domain/leases/lock-live-agent';
import { type Fence, leaseLost } from '@/lib/fence';
import { groupCommit } from '@/lib/group-commit';
import { inEngine, type Runs } from '@/lib/pool';
import { settleAll } from '@/lib/settle-all';
import { shared } from '@/lib/shared';
import { advanceTask } from './advance-task';

type Said = BodyOf<typeof contract>;
interface Start {
  fence: Fence;
  body: Said;
}

/** The work of a live agent has begun: its task is in progress. Safe to repeat. */
export async function startAgent(fence: Fence, body: Said): Promise<{ desired: Desired }> {
  const answer = await starting()({ fence, body });
  if (!answer) throw leaseLost();
  return answer;
}

/** Agents of one process that start together are one transaction. */
const starting = () =>
  shared('start-agents', () =>
    groupCommit<Start, { desired: Desired } | null>({
      name: 'start-agents',
      maxBatch: 64,
      key: ({ fence }) => fence.agentId,
      run: (batch) => inEngine((runs) => settleAll(batch.map((one) => start(runs, one)))),
    }),
  );

async function start(runs: Runs, { fence, body }: Start): Promise<{ desired: Desired } | null> {
  const agent = await findLiveAgent(runs, fence);
  if (!agent) return null;
  const { workspaceId, taskId, id } = agent;
  await runs.each(START_AGENT, [
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
    body.resumedAttempt,
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
  const { desired } = agent;
  if (agent.started) return { desired };
  appendEvent(runs, {
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
      resumedAttempt: body.resumedAttempt,
      ...(agent.task.inFlow && (await stepOfTask(runs, { workspaceId, taskId }))),
    },
  });
  return { desired };
}
