import type { Approvals } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { readApprovals } from './read-approvals';

/** How far the newest commit of a task (its id or ref) is approved, and whether somebody’s approval would count. Throws NOT_FOUND. */
export async function getApprovals(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  ref: string,
): Promise<Approvals> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, headSha: true } });
  if (!task) throw notFound('task', ref);
  const { headSha } = task;
  const { needed, given, sentence, refusal } = await readApprovals(tx, {
    workspaceId,
    taskId: task.id,
    headSha: headSha ?? '',
  });
  return { headSha, needed, given, sentence, refusal: refusal(userId) };
}
