import type { BodyOf } from '@/contract/endpoint';
import type { setViewed as endpoint, Viewed } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { getViewed } from './get-viewed';
import { readPrints } from './read-prints';

/** Notes that a person has looked at a file as a commit has it, or has not. Throws NOT_FOUND, and BAD_REQUEST for a file that it does not change. */
export async function setViewed(
  tx: Tx,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  { headSha, path, viewed }: BodyOf<typeof endpoint>,
): Promise<Viewed> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  const taskId = task.id;
  const print = (await readPrints(tx, taskId, headSha)).get(path);
  if (!print)
    throw new AppError(
      'BAD_REQUEST',
      `Commit ${headSha.slice(0, 12)} of this task does not change ${path.slice(0, 200)}. Name a file that it changes.`,
    );
  await tx.viewedFile.deleteMany({ where: { taskId, userId, path } });
  const row = { workspaceId, taskId, userId, path, print };
  if (viewed) await tx.viewedFile.createMany({ data: [row], skipDuplicates: true });
  return getViewed(tx, userId, ref, headSha);
}
