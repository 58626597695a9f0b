import type { BodyOf } from '@/contract/endpoint';
import type { resolveException as endpoint } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import { closeExceptions } from '@/domain/exceptions/close-exceptions';
import type { LockedException } from '@/domain/exceptions/lock-exception';
import { illegalMove, type LockedTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { wrongField } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { advanceTask } from './advance-task';
import { approveTask } from './approve-task';
import { cancelLocked, type Decision } from './cancel-task';
import { queueAgain } from './queue-again';
import { reviewNode } from './review-node';
import { splitTask } from './split-task';
import { takeOverLocked } from './take-over-task';

/** A chosen option, with the exception and its task, both locked. */
interface Chosen {
  person: Omit<Decision, 'ref'>;
  exception: LockedException;
  task: LockedTask;
  answer: BodyOf<typeof endpoint>;
}
type Act = (tx: Tx, runs: Runs, chosen: Chosen) => Promise<unknown>;

/** Does to the task what the chosen option says. Throws ILLEGAL_TRANSITION where the task has gone elsewhere meanwhile. */
export async function actOnException(tx: Tx, runs: Runs, chosen: Chosen): Promise<void> {
  await ACTS[chosen.answer.option ?? '']?.(tx, runs, chosen);
}

const ACTS: Record<string, Act> = {
  retry: (tx, runs, chosen) => again(tx, runs, chosen, ['NEEDS_HUMAN', 'IN_REVIEW']),
  reassign: async (tx, runs, chosen) => {
    const { exception, task } = chosen;
    const agent = exception.agentId
      ? await tx.agent.findUnique({ where: { id: exception.agentId }, select: { runnerId: true } })
      : null;
    if (agent)
      await tx.task.updateMany({
        where: { id: task.id, NOT: { avoidRunnerIds: { has: agent.runnerId } } },
        data: { avoidRunnerIds: { push: agent.runnerId }, preferRunnerId: null, preferUntil: null },
      });
    await again(tx, runs, chosen, ['NEEDS_HUMAN']);
  },
  raise_cap: async (tx, runs, chosen) => {
    await raiseCap(tx, runs, chosen);
    await again(tx, runs, chosen, ['NEEDS_HUMAN']);
  },
  split: (tx, runs, { person, task, answer }) => splitTask(tx, runs, person, task, answer.text ?? ''),
  take_over: (_, runs, { person, task, answer }) => takeOverLocked(runs, person, task, answer.text ?? null),
  skip: (_, runs, chosen) => end(runs, chosen, 'SKIPPED', 'left_out'),
  fail: (_, runs, chosen) => end(runs, chosen, 'FAILED', 'given_up'),
  approve_step: (tx, runs, chosen) => decideStep(tx, runs, chosen, true),
  reject_step: (tx, runs, chosen) => decideStep(tx, runs, chosen, false),
  cancel: (_, runs, { person, task, answer }) => cancelLocked(runs, person, task, answer.text),
  approve: (tx, runs, { person, task }) => {
    if (task.status !== 'IN_REVIEW' || !task.headSha)
      throw illegalMove(task, 'only a task in review can be approved.');
    return approveTask(tx, runs, { ...person, ref: task.ref }, task.headSha);
  },
};

async function decideStep(
  tx: Tx,
  runs: Runs,
  { person, exception, answer }: Chosen,
  approve: boolean,
): Promise<void> {
  const { flowNodeId } = await tx.exception.findUniqueOrThrow({
    where: { id: exception.id },
    select: { flowNodeId: true },
  });
  if (flowNodeId)
    await reviewNode(tx, runs, person, toWireId('node', flowNodeId), { approve, note: answer.text });
}

async function again(
  tx: Tx,
  runs: Runs,
  { person, exception, task, answer }: Chosen,
  from: LockedTask['status'][],
): Promise<void> {
  if (!from.includes(task.status))
    throw illegalMove(task, 'it does not wait for a person any more, so it cannot be tried again from here.');
  await queueAgain(tx, runs, {
    ...person,
    task,
    guidance: answer.text?.trim() || null,
    option: answer.option ?? 'retry',
    exceptId: exception.id,
  });
}

async function end(
  runs: Runs,
  { person, task, answer }: Chosen,
  to: 'SKIPPED' | 'FAILED',
  reason: string,
): Promise<void> {
  if (task.status !== 'NEEDS_HUMAN')
    throw illegalMove(task, 'only a task that waits for a person can be ended so. Cancel it instead.');
  const { workspaceId, userId } = person;
  await closeExceptions(runs, {
    ...person,
    taskId: task.id,
    status: 'resolved',
    option: answer.option ?? '',
    text: answer.text ?? null,
  });
  await advanceTask(runs, {
    workspaceId,
    taskId: task.id,
    from: ['NEEDS_HUMAN'],
    to,
    reason,
    actor: `person:${userId}`,
  });
}

async function raiseCap(tx: Tx, runs: Runs, { person, task, answer }: Chosen): Promise<void> {
  const cap = answer.cap ?? {};
  if (Object.values(cap).every((value) => value === undefined))
    throw wrongField('cap', 'raise_cap needs cap with budgetMicros, maxTurns or timeoutMs.');
  const { budgetMicros, spentMicros, maxTurns, timeoutMs } = await tx.task.findUniqueOrThrow({
    where: { id: task.id },
    select: { budgetMicros: true, spentMicros: true, maxTurns: true, timeoutMs: true },
  });
  if (cap.maxTurns !== undefined && cap.maxTurns <= maxTurns)
    throw wrongField(
      'cap.maxTurns',
      `${task.ref} may take ${maxTurns} turns already: raise it to more, or leave it out.`,
    );
  if (cap.timeoutMs !== undefined && cap.timeoutMs <= timeoutMs)
    throw wrongField(
      'cap.timeoutMs',
      `${task.ref} may take ${timeoutMs / 60_000} minutes already: raise it to more, or leave it out.`,
    );
  const budget = cap.budgetMicros ?? budgetMicros;
  if (budget !== null && Number(budget) <= Number(spentMicros))
    throw wrongField(
      'cap.budgetMicros',
      `${task.ref} has spent ${Number(spentMicros) / 1e6} dollars already: its budget must be more than that.`,
    );
  await tx.task.update({ where: { id: task.id }, data: cap });
  appendEvent(runs, {
    workspaceId: person.workspaceId,
    type: 'task.updated',
    actor: `person:${person.userId}`,
    projectId: task.projectId,
    taskId: task.id,
    payload: { fields: Object.keys(cap) },
  });
}
