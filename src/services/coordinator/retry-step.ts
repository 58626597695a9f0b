import type { Task } from '@/contract/task';
import { TERMINAL } from '@/contract/terminal-status';
import { getTask } from '@/domain/tasks/get-task';
import type { LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import type { Decision } from './cancel-task';
import { retryFlow } from './retry-flow';

/**
 * Does a locked task that has ended once more where it belongs, if it is a step of a run: a copy beside the run would cost
 * the same, and nothing would go on from it. Answers the step’s task, the one that is under way already where there is one;
 * null for a task of no run. Throws CONFLICT where the run is paused or another task has
 * done the step, and as retryFlow.
 */
export async function retryStep(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  task: LockedTask,
  guidance: string | null,
): Promise<Task | null> {
  const { flowNodeId } = await tx.task.findUniqueOrThrow({
    where: { id: task.id },
    select: { flowNodeId: true },
  });
  const step = flowNodeId && (await stepOf(tx, flowNodeId));
  if (!step) return null;
  const known = step.taskId === null ? null : await tx.task.findFirst({ where: { id: step.taskId } });
  if (known && !TERMINAL.has(known.status)) return getTask(tx, toWireId('task', known.id));
  if (known?.status === 'COMPLETED')
    throw new AppError('CONFLICT', `${taskRef(known.number)} has done this step of the run since.`);
  const wire = { runId: toWireId('run', step.runId), nodeId: toWireId('node', step.id) };
  await retryFlow(tx, runs, decision, wire.runId, wire.nodeId);
  const taskId = (await stepOf(tx, step.id))?.taskId;
  if (!taskId || taskId === step.taskId)
    throw new AppError(
      'CONFLICT',
      `${task.ref} is a step of a flow’s run that begins nothing now. Resume the run, or retry the step there.`,
      { details: wire },
    );
  if (guidance) await tx.task.update({ where: { id: taskId }, data: { feedback: guidance } });
  return getTask(tx, toWireId('task', taskId));
}

const stepOf = (tx: Tx, id: string) =>
  tx.flowNode.findFirst({ where: { id }, select: { id: true, runId: true, taskId: true } });
