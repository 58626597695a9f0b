import type { Task } from '@/contract/task';
import { sendMessage } from '@/domain/messages/send-message';
import { takeDrafts } from '@/domain/reviews/take-drafts';
import { mergeHold } from '@/domain/tasks/cancel-state';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, lockTask } from '@/domain/tasks/lock-task';
import { preferSessionRunner } from '@/domain/tasks/prefer-runner';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { queueAgain } from './queue-again';
import { stillMerging } from './refuse-merging';

/**
 * Sends a reviewed task, or one that is approved and whose merge nobody has begun, back to its agent's session with what is to be
 * changed: all that the person said of its lines
 * goes with it, as one message. Throws ILLEGAL_TRANSITION elsewhere, and BAD_REQUEST where nothing is said.
 */
export async function requestChanges(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  guidance?: string,
): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (task.status !== 'IN_REVIEW' && task.status !== 'MERGING')
    throw illegalMove(task, 'changes can be requested of a task that is in review only.');
  const hold = task.status === 'MERGING' && mergeHold({ ...task, hasAgent: task.agentId !== null });
  if (hold) throw stillMerging(task, hold);
  const text = await takeDrafts(tx, { userId, taskId: task.id }, guidance);
  if (text === null && guidance === undefined)
    throw new AppError('BAD_REQUEST', 'Nothing is said of what has to change. Say it, or comment on lines.');
  if (text !== null)
    await sendMessage(tx, runs, { workspaceId, userId, taskId: task.id, agentId: null, text });
  const said = text === null ? (guidance ?? null) : null;
  await queueAgain(tx, runs, { ...decision, task, guidance: said, option: 'request_changes' });
  // A conversation about lines goes on where it was.
  if (text !== null) await preferSessionRunner(runs, workspaceId, task.id);
  return getTask(tx, decision.ref);
}
