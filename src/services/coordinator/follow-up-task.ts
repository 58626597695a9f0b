import { cut } from '@/contract/cut';
import type { Task } from '@/contract/task';
import { sendMessage } from '@/domain/messages/send-message';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { preferSessionRunner } from '@/domain/tasks/prefer-runner';
import { gathers } from '@/domain/tasks/task-type';
import type { Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import type { Decision } from './cancel-task';
import { createTask } from './create-task';
import { draftOf } from './draft-of';
import { queueAgain } from './queue-again';

const TITLE_MAX = 200;

/**
 * Goes on with a task whose agent has finished: one that is reviewed or waits for a person is queued again with the
 * message; one that is done stays so, and a new task that names it as its origin is queued and answered; one that
 * waits keeps the message for its next agent. Throws ILLEGAL_TRANSITION elsewhere.
 */
export async function followUpTask(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  { text, signature }: { text: string; signature?: string },
): Promise<Task> {
  const { workspaceId, userId } = decision;
  const task = await lockTask(runs, workspaceId, decision.ref);
  refuse(task);
  if (task.status === 'COMPLETED') return goOnFrom(tx, runs, decision, task, text);
  await sendMessage(tx, runs, { workspaceId, userId, taskId: task.id, agentId: null, text, signature });
  if (task.status === 'IN_REVIEW' || task.status === 'NEEDS_HUMAN') {
    await queueAgain(tx, runs, { workspaceId, userId, task, guidance: null, option: 'follow_up' });
    await preferSessionRunner(runs, workspaceId, task.id);
  }
  return getTask(tx, decision.ref);
}

async function goOnFrom(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Decision,
  origin: LockedTask,
  text: string,
): Promise<Task> {
  const [first = ''] = text.trim().split('\n');
  const draft = {
    ...(await draftOf(tx, origin.id)),
    title: cut(first, TITLE_MAX),
    description: `It goes on from ${origin.ref}, which is done.`,
    dependsOn: [],
    acceptance: [],
  };
  const made = await createTask(tx, runs, { workspaceId, userId }, draft, { originId: origin.id });
  const taskId = fromWireId('task', made.id);
  await sendMessage(tx, runs, { workspaceId, userId, taskId, agentId: null, text });
  await preferSessionRunner(runs, workspaceId, taskId, origin.id);
  return getTask(tx, toWireId('task', taskId));
}

function refuse(task: LockedTask): void {
  if (gathers(task.type))
    throw illegalMove(task, 'it gathers sub-tasks and has no agent of its own. Follow up one of those.');
  if (task.agentId && task.status !== 'MERGING')
    throw illegalMove(task, 'an agent is at work on it. Send that agent a message.');
  if (task.status === 'FAILED' || task.status === 'CANCELLED' || task.status === 'SKIPPED')
    throw illegalMove(task, 'it ended without success. Try it again, with guidance for the next agent.');
  if (task.status === 'VERIFYING' || task.status === 'MERGING' || task.status === 'CANCELLING')
    throw illegalMove(task, 'it is between two steps. Wait until it is reviewed or done.');
}
