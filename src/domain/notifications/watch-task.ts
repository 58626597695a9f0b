import type { Watch } from '@/contract/remark';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { refuseNobody } from './refuse-nobody';

/** Whether a person (a database uuid) follows a task: as they said, else where they made it or it is theirs. Throws NOT_FOUND. */
export async function getWatch(tx: Tx, userId: string, ref: string): Promise<Watch> {
  const task = await find(tx, ref);
  const said = await tx.taskWatch.findFirst({ where: { taskId: task.id, userId } });
  const takesPart = task.createdBy === userId || task.assigneeId === userId;
  return said ? { watching: said.watching, chosen: said.chosen } : { watching: takesPart, chosen: false };
}

/** Keeps whether a person wants to follow a task. Throws NOT_FOUND, and FORBIDDEN for a token that acts for nobody. */
export async function setWatch(
  tx: Tx,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  watching: boolean,
): Promise<Watch> {
  const { id: taskId } = await find(tx, ref);
  await refuseNobody(tx, userId);
  await tx.taskWatch.deleteMany({ where: { taskId, userId } });
  await tx.taskWatch.create({ data: { workspaceId, taskId, userId, watching, chosen: true } });
  return { watching, chosen: true };
}

async function find(tx: Tx, ref: string) {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    select: { id: true, createdBy: true, assigneeId: true },
  });
  if (!task) throw notFound('task', ref);
  return task;
}
