import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import type { Prisma, Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';

/** A live agent that a person steers, with its task, which is locked. */
export interface Steered {
  agent: Prisma.AgentGetPayload<{ include: { runner: { select: { name: true; features: true } } } }>;
  task: LockedTask;
}

/**
 * Finds a live agent by wire id and locks its task, as every end of an agent does first; `onceEnded` says what that means for who asks. Throws NOT_FOUND, CONFLICT where it has ended, and
 * ILLEGAL_TRANSITION for a merge, which cannot be stopped half way.
 */
export async function lockSteered(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  wireId: string,
  onceEnded = 'so there is nothing to stop.',
): Promise<Steered> {
  const id = fromWireId('agent', wireId);
  const found = await tx.agent.findFirst({ where: { id }, select: { taskId: true } });
  if (!found) throw notFound('agent', wireId);
  const task = await lockTask(runs, workspaceId, toWireId('task', found.taskId));
  const agent = await tx.agent.findUniqueOrThrow({
    where: { id },
    include: { runner: { select: { name: true, features: true } } },
  });
  if (task.agentId !== id)
    throw new AppError(
      'CONFLICT',
      `This agent has ended (${agent.status}), ${onceEnded} Its task ${task.ref} is ${task.status}.`,
      { details: { status: agent.status } },
    );
  if (agent.kind === 'merge')
    throw illegalMove(task, 'its commit is being merged, which cannot be stopped half way.');
  return { agent, task };
}
