import type { BodyOf } from '@/contract/endpoint';
import type { Task, TaskStatus } from '@/contract/task';
import type { updateTask as endpoint } from '@/contract/task-calls';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { getTask } from '@/domain/tasks/get-task';
import { lockGraph } from '@/domain/tasks/lock-graph';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { PERSON_MOVES } from '@/domain/tasks/person-moves';
import { resolveNeeds } from '@/domain/tasks/resolve-needs';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import { cancelLocked, type Decision } from './cancel-task';
import { changeFields } from './change-fields';
import { queueAgain } from './queue-again';
import { queueTask } from './queue-task';

type Change = BodyOf<typeof endpoint>;

/**
 * Changes what a task says, moves it as a person may, or both. Throws STALE_VERSION, CONFLICT while an agent works
 * from what would change, ILLEGAL_TRANSITION (details.allowed), BAD_PATH, DEPENDENCY_CYCLE, or VALIDATION_ERROR for a
 * parent that is no place for it.
 */
export async function updateTask(tx: Tx, runs: Runs, decision: Decision, change: Change): Promise<Task> {
  const { status, version, ...fields } = change;
  const { workspaceId } = decision;
  // What it will depend on is locked before it, as where one of them ends: two orders of locking would wait for each other.
  if (fields.dependsOn || fields.parent) await lockGraph(runs, workspaceId);
  const needs = fields.dependsOn && (await resolveNeeds(runs, workspaceId, fields.dependsOn));
  const task = await lockTask(runs, workspaceId, decision.ref);
  if (version !== undefined && version !== task.version) {
    throw new AppError(
      'STALE_VERSION',
      `${task.ref} has changed since you opened it. Look at it again, then repeat the change.`,
      { details: { version: task.version } },
    );
  }
  const changes = Object.values(fields).some((value) => value !== undefined);
  if (changes) await changeFields(tx, runs, decision, task, fields, needs);
  if (status !== undefined) {
    const at = changes ? await lockTask(runs, workspaceId, decision.ref) : task;
    if (status !== at.status) await moveAsPerson(tx, runs, decision, at, status);
  }
  return getTask(tx, decision.ref);
}

async function moveAsPerson(
  tx: Tx,
  runs: Runs,
  decision: Decision,
  task: LockedTask,
  to: TaskStatus,
): Promise<void> {
  const allowed = PERSON_MOVES[task.status];
  if (!allowed.includes(to)) throw illegalMove(task, explain(allowed, to), allowed);
  const { workspaceId, userId } = decision;
  if (to === 'CANCELLED') return cancelLocked(runs, decision, task);
  if (to === 'FAILED') {
    await closeExceptions(runs, {
      workspaceId,
      userId,
      taskId: task.id,
      status: 'resolved',
      option: 'fail',
      text: null,
    });
    await advanceTask(runs, {
      workspaceId,
      taskId: task.id,
      from: [task.status],
      to,
      reason: 'given_up',
      actor: `person:${userId}`,
    });
    return;
  }
  if (task.status === 'NEEDS_HUMAN')
    return queueAgain(tx, runs, { ...decision, task, guidance: null, option: 'retry' });
  await queueTask(runs, decision, task);
}

const explain = (allowed: TaskStatus[], to: TaskStatus): string =>
  `a person may not set it to ${to}. ${allowed.length > 0 ? `Possible from here: ${allowed.join(', ')}.` : 'Nothing can be set from here.'}`;
