import type { BodyOf } from '@/contract/endpoint';
import type { Exception, triageExceptions as endpoint } from '@/contract/exception';
import { appendEvent } from '@/domain/events/append-event';
import type { Prisma, Tx } from '@/lib/db';
import { AppError, notFound, wrongField } from '@/lib/errors';
import { fromWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { byRef, exceptionRef } from '@/lib/refs';
import { lockException } from './lock-exception';
import { exceptionsToWire, isCopy, WITH_TASK } from './to-wire';

type Change = Omit<BodyOf<typeof endpoint>, 'ids'>;

/** How far ahead something may be snoozed, in milliseconds: what nobody looks at for longer should be decided. */
const LONGEST_SNOOZE_MS = 90 * 86_400_000;

/**
 * Sorts out several exceptions at once, all or none, and answers them in the order given. Nothing here decides about a
 * task. Throws NOT_FOUND, CONFLICT for one that is decided already, and VALIDATION_ERROR for a change that makes no sense.
 */
export async function triageExceptions(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  { ids, ...change }: BodyOf<typeof endpoint>,
): Promise<Exception[]> {
  const data = await dataOf(tx, change);
  const wanted = [...new Set(ids)].map((ref) => ({ ref, where: byRef('exc', ref) }));
  const rows = await tx.exception.findMany({ where: { OR: wanted.map(({ where }) => where) } });
  const found = wanted.map(({ ref, where }) => {
    const row = rows.find((one) => ('id' in where ? one.id === where.id : one.number === where.number));
    if (!row) throw notFound('exception', ref);
    return row;
  });
  // In one order, whatever order they were named in: two calls about the same ones do not wait for each other.
  for (const { number } of found.toSorted((one, other) => one.number - other.number)) {
    const exception = await lockException(runs, workspaceId, exceptionRef(number));
    if (exception.status === 'resolved' || exception.status === 'dismissed')
      throw new AppError(
        'CONFLICT',
        `${exception.ref} is ${exception.status} already; nothing was changed. Leave it out and try again.`,
        { details: { ref: exception.ref, status: exception.status } },
      );
    if (data.duplicateOf === exception.id)
      throw wrongField('duplicateOf', `${exception.ref} cannot be a duplicate of itself.`);
    await tx.exception.update({
      where: { id: exception.id },
      data: { ...data, version: { increment: 1 } },
    });
    appendEvent(runs, {
      workspaceId,
      type: 'exception.triaged',
      actor: `person:${userId}`,
      taskId: exception.taskId,
      exceptionId: exception.id,
      payload: change,
    });
  }
  const changed = await tx.exception.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: WITH_TASK,
  });
  return exceptionsToWire(
    tx,
    found.flatMap(({ id }) => changed.find((row) => row.id === id) ?? []),
  );
}

async function dataOf(tx: Tx, change: Change): Promise<Prisma.ExceptionUncheckedUpdateInput> {
  if (Object.values(change).every((value) => value === undefined))
    throw wrongField('', 'Say what to change: assigneeId, snoozedUntil, duplicateOf or status.');
  const { assigneeId, snoozedUntil, duplicateOf, status } = change;
  return {
    status,
    assigneeId: assigneeId && (await memberOf(tx, assigneeId)),
    ...(assigneeId === null && { assigneeId: null }),
    snoozedUntil: snoozedUntil && soon(snoozedUntil),
    ...(snoozedUntil === null && { snoozedUntil: null }),
    duplicateOf: duplicateOf && (await originalOf(tx, duplicateOf)),
    ...(duplicateOf === null && { duplicateOf: null }),
  };
}

async function memberOf(tx: Tx, wireId: string): Promise<string> {
  const userId = fromWireId('user', wireId);
  if (await tx.member.findFirst({ where: { userId }, select: { userId: true } })) return userId;
  throw wrongField('assigneeId', 'Only a member of this workspace can be assigned.');
}

function soon(at: string): Date {
  const until = new Date(at);
  const ahead = until.getTime() - Date.now();
  if (ahead > 0 && ahead <= LONGEST_SNOOZE_MS) return until;
  throw wrongField('snoozedUntil', 'Snooze until a moment in the next ninety days.');
}

/** One that is open, and no duplicate itself: answers do not travel along chains. */
async function originalOf(tx: Tx, ref: string): Promise<string> {
  const row = await tx.exception.findFirst({
    where: byRef('exc', ref),
    select: { id: true, status: true, original: { select: { status: true } } },
  });
  if (!row) throw notFound('exception', ref);
  const isDuplicate = row.original !== null && isCopy(row.status, row.original);
  if (isDuplicate || row.status === 'resolved' || row.status === 'dismissed')
    throw wrongField(
      'duplicateOf',
      `${ref} is decided already, or a duplicate itself. Name the one that is still open.`,
    );
  return row.id;
}
