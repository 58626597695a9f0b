import type { Task } from '@/contract/task';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { retryTask } from './retry-task';

/** Does the task of an agent (a wire id) again; answers the task that will run. Throws NOT_FOUND, and ILLEGAL_TRANSITION as retryTask does. */
export async function retryAgent(
  tx: Tx,
  runs: Runs,
  person: Omit<Decision, 'ref'>,
  wireId: string,
  guidance?: string,
): Promise<Task> {
  const agent = await tx.agent.findFirst({
    where: { id: fromWireId('agent', wireId) },
    select: { taskId: true },
  });
  if (!agent) throw notFound('agent', wireId);
  return retryTask(tx, runs, { ...person, ref: toWireId('task', agent.taskId) }, guidance);
}
