import type { Remark } from '@/contract/remark';
import { appendEvent } from '@/domain/events/append-event';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { newId, toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { byRef } from '@/lib/refs';
import { mentionsIn } from './mentions-in';
import { peopleToName } from './people-to-name';
import { remarksToWire, WITH_AUTHOR } from './to-wire';

const MOST = 2000;

/**
 * Says something of a task to others; who speaks follows it from then on. Throws NOT_FOUND, FORBIDDEN for a token that
 * acts for nobody, and CONFLICT where too much was said already.
 */
export async function addRemark(
  tx: Tx,
  runs: Runs,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  text: string,
): Promise<Remark> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, projectId: true } });
  if (!task) throw notFound('task', ref);
  const people = await peopleToName(tx, userId);
  if ((await tx.remark.count({ where: { taskId: task.id }, take: MOST })) >= MOST)
    throw new AppError('CONFLICT', `${MOST} comments are all that a task holds. Delete some first.`);
  const mentions = mentionsIn(text, people).map(({ id }) => id);
  const data = { id: newId(), workspaceId, taskId: task.id, authorId: userId, text, mentions };
  const row = await tx.remark.create({ data, include: WITH_AUTHOR });
  const where = { taskId: task.id, userId };
  if (!(await tx.taskWatch.findFirst({ where })))
    await tx.taskWatch.create({ data: { workspaceId, ...where, watching: true, chosen: false } });
  appendEvent(runs, {
    workspaceId,
    type: 'comment.added',
    actor: `person:${userId}`,
    projectId: task.projectId,
    taskId: task.id,
    payload: { remark: toWireId('remark', row.id) },
  });
  const [remark] = await remarksToWire(tx, userId, [row]);
  return remark!;
}
