import type { BodyOf } from '@/contract/endpoint';
import type { updateTask as endpoint, Task, TaskStatus } from '@/contract/task';
import { appendEvent } from '@/domain/events/append-event';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { getTask } from '@/domain/tasks/get-task';
import { illegalMove, type LockedTask, lockTask } from '@/domain/tasks/lock-task';
import { EDITABLE, PERSON_MOVES } from '@/domain/tasks/person-moves';
import { REORDER_TASK } from '@/domain/tasks/reorder-task.sql';
import { resolveNeeds } from '@/domain/tasks/resolve-needs';
import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { advanceTask } from './advance-task';
import { cancelLocked, type Decision } from './cancel-task';
import { queueAgain } from './queue-again';

type Change = BodyOf<typeof endpoint>;

/**
 * Changes what a task says, moves it as a person may, or both. Throws STALE_VERSION, CONFLICT while an agent works
 * from what would change, ILLEGAL_TRANSITION (details.allowed), or BAD_PATH.
 */
export async function updateTask(tx: Tx, runs: Runs, decision: Decision, change: Change): Promise<Task> {
  const { status, version, ...fields } = change;
  const task = await lockTask(runs, decision.workspaceId, decision.ref);
  if (version !== undefined && version !== task.version) {
    throw new AppError(
      'STALE_VERSION',
      `${task.ref} has changed since you opened it. Look at it again, then repeat the change.`,
      { details: { version: task.version } },
    );
  }
  if (Object.values(fields).some((value) => value !== undefined))
    await changeFields(tx, runs, decision, task, fields);
  if (status !== undefined && status !== task.status) await moveAsPerson(tx, runs, decision, task, status);
  return getTask(tx, decision.ref);
}

async function changeFields(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: Decision,
  task: LockedTask,
  fields: Omit<Change, 'status' | 'version'>,
): Promise<void> {
  if (!EDITABLE.has(task.status)) {
    throw new AppError(
      'CONFLICT',
      `${task.ref} is ${task.status}: what it says can be changed only before an agent has begun, or while it waits for a person.`,
    );
  }
  const filesHint = fields.filesHint && [
    ...new Set(fields.filesHint.map((path) => canonicalPattern(path).pattern)),
  ];
  await tx.task.update({ where: { id: task.id }, data: { ...fields, filesHint, version: { increment: 1 } } });
  if (fields.priority !== undefined) await runs.query(REORDER_TASK, [workspaceId, task.id]);
  const actor = `person:${userId}`;
  await appendEvent(runs, {
    workspaceId,
    type: 'task.updated',
    actor,
    projectId: task.projectId,
    taskId: task.id,
    payload: { fields: Object.keys(fields) },
  });
  const unblocks =
    (filesHint && task.reason?.startsWith('lock:')) ||
    (fields.budgetMicros !== undefined && task.reason?.startsWith('budget'));
  if (task.status === 'BLOCKED' && unblocks) {
    await advanceTask(runs, { workspaceId, taskId: task.id, from: ['BLOCKED'], to: 'QUEUED', actor });
  } else if (task.status === 'QUEUED') runs.wakes.add(topic.claims(workspaceId));
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
  const move = { workspaceId, taskId: task.id, from: [task.status], actor: `person:${userId}` };
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
    await advanceTask(runs, { ...move, to, reason: 'given_up' });
    return;
  }
  if (task.status === 'NEEDS_HUMAN')
    return queueAgain(tx, runs, { ...decision, task, guidance: null, option: 'retry' });
  await advanceTask(runs, { ...move, to });
  await blockByNeeds(tx, runs, decision, task);
}

/** A draft may have been written before what it depends on was done. */
async function blockByNeeds(tx: Tx, runs: Runs, { workspaceId }: Decision, task: LockedTask): Promise<void> {
  const rows = await tx.taskDependency.findMany({
    where: { taskId: task.id },
    select: { needed: { select: { number: true } } },
  });
  const needs = await resolveNeeds(
    runs,
    workspaceId,
    rows.map(({ needed }) => taskRef(needed.number)),
  );
  const open = needs.find(({ status }) => status !== 'COMPLETED');
  if (open)
    await advanceTask(runs, {
      workspaceId,
      taskId: task.id,
      from: ['QUEUED'],
      to: 'BLOCKED',
      reason: `dependency:${open.ref}`,
      actor: 'system',
    });
}

const explain = (allowed: TaskStatus[], to: TaskStatus): string =>
  `a person may not set it to ${to}. ${allowed.length > 0 ? `Possible from here: ${allowed.join(', ')}.` : 'Nothing can be set from here.'}`;
