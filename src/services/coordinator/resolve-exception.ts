import type { BodyOf } from '@/contract/endpoint';
import type { Exception, resolveException as endpoint } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import { getException } from '@/domain/exceptions/get-exception';
import { type LockedException, lockException } from '@/domain/exceptions/lock-exception';
import { createRule } from '@/domain/rules/create-rule';
import { lockTask } from '@/domain/tasks/lock-task';
import type { Tx } from '@/lib/db';
import { AppError, wrongField } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { exceptionRef } from '@/lib/refs';
import { topic } from '@/lib/wake';
import { actOnException } from './act-on-exception';

interface Person {
  workspaceId: string;
  userId: string;
}
type Answer = BodyOf<typeof endpoint>;

/**
 * Takes a person's answer: a question's goes to the agent that waits for it, any other's chosen option acts on the task.
 * Throws CONFLICT when it is resolved already, STALE_VERSION, VALIDATION_ERROR for an option it does not have, and
 * ILLEGAL_TRANSITION where the task has gone elsewhere meanwhile.
 */
export async function resolveException(
  tx: Tx,
  runs: Runs,
  person: Person,
  ref: string,
  answer: Answer,
): Promise<Exception> {
  const found = await getException(tx, ref);
  // The task first, as every other writer does: two orders of locking would wait for each other.
  const task = await lockTask(runs, person.workspaceId, found.taskId);
  const exception = await lockException(runs, person.workspaceId, ref);
  refuseStale(exception, answer);
  const asked = exception.type === 'QUESTION' || exception.type === 'PERMISSION';
  if (answer.status === 'resolved') refuseWrongOption(exception, answer, asked);
  if (answer.cap && (answer.status !== 'resolved' || answer.option !== 'raise_cap'))
    throw wrongField('cap', 'cap goes with the option raise_cap alone.');

  if (answer.always)
    await makeRule(tx, runs, person, { exception, projectId: task.projectId, answer, asked });

  const resolution =
    answer.status === 'acknowledged'
      ? undefined
      : { option: answer.option ?? null, text: answer.text ?? null };
  await tx.exception.update({
    where: { id: exception.id },
    data: {
      status: answer.status,
      version: { increment: 1 },
      ...(resolution && { resolution, resolvedBy: person.userId, resolvedAt: new Date() }),
    },
  });
  appendEvent(runs, {
    workspaceId: person.workspaceId,
    type: resolution ? 'exception.resolved' : 'exception.acknowledged',
    actor: `person:${person.userId}`,
    taskId: exception.taskId,
    exceptionId: exception.id,
    payload: { status: answer.status, option: answer.option ?? null },
  });
  if (resolution) runs.wakes.add(topic.answer(exception.id));
  if (answer.status === 'resolved' && !asked)
    await actOnException(tx, runs, { person, exception, task, answer });
  if (resolution) await answerCopies(tx, runs, person, exception, answer);
  return getException(tx, toWireId('exc', exception.id));
}

async function makeRule(
  tx: Tx,
  runs: Runs,
  person: Person,
  {
    exception,
    projectId,
    answer,
    asked,
  }: { exception: LockedException; projectId: string; answer: Answer; asked: boolean },
): Promise<void> {
  if (!asked || answer.status !== 'resolved')
    throw wrongField('always', 'Only the answer to a question or a permission request can be made a rule.');
  const { number, subject } = await tx.exception.findUniqueOrThrow({
    where: { id: exception.id },
    select: { number: true, subject: true },
  });
  await createRule(tx, runs, {
    ...person,
    projectId,
    taskId: exception.taskId,
    exception: { id: exception.id, number, subject: subject as Exception['subject'] },
    answer,
  });
}

/** What counts for an exception counts for its duplicates. One that does not have the chosen option stays open, on its own. */
async function answerCopies(
  tx: Tx,
  runs: Runs,
  person: Person,
  { id }: LockedException,
  { version: _, always: __, ...answer }: Answer,
): Promise<void> {
  const copies = await tx.exception.findMany({
    where: { duplicateOf: id, status: { in: ['open', 'acknowledged'] } },
    select: { number: true, options: true },
    orderBy: { taskId: 'asc' },
  });
  for (const { number, options } of copies) {
    const known = (options as Exception['options']).some((option) => option.id === answer.option);
    if (answer.option === undefined || known)
      await resolveException(tx, runs, person, exceptionRef(number), answer);
  }
  await tx.exception.updateMany({
    where: { duplicateOf: id, status: { in: ['open', 'acknowledged'] } },
    data: { duplicateOf: null },
  });
}

function refuseStale(exception: LockedException, answer: Answer): void {
  if (exception.status === 'resolved' || exception.status === 'dismissed') {
    throw new AppError(
      'CONFLICT',
      `${exception.ref} is ${exception.status} already; its first answer stands.`,
      { details: { status: exception.status } },
    );
  }
  if (answer.version !== undefined && answer.version !== exception.version) {
    throw new AppError(
      'STALE_VERSION',
      `${exception.ref} has changed since you opened it. Look at it again, then answer.`,
      { details: { version: exception.version } },
    );
  }
}

function refuseWrongOption(
  { ref, options }: LockedException,
  { option, text }: Answer,
  asked: boolean,
): void {
  const known = options.map(({ id }) => id);
  if (option !== undefined && !known.includes(option))
    throw wrongField(
      'option',
      `${ref} has no option ${JSON.stringify(option)}. It has: ${known.join(', ') || 'none; answer in words'}.`,
    );
  if (option === undefined && !(asked && text?.trim()))
    throw wrongField(
      'option',
      `${ref} needs ${asked ? 'an option or an answer in words' : `one of its options: ${known.join(', ')}`}.`,
    );
}
