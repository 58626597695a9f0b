import type { Viewed } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { readPrints } from './read-prints';

/**
 * Which files of a task (its id or ref) a person (a database uuid) has looked at as `headSha` has them, or as the task’s
 * newest commit does. Throws NOT_FOUND.
 */
export async function getViewed(
  tx: Tx,
  userId: string,
  ref: string,
  headSha: string | undefined,
): Promise<Viewed> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, headSha: true } });
  if (!task) throw notFound('task', ref);
  const commit = headSha ?? task.headSha;
  const rows = await tx.viewedFile.findMany({
    where: { taskId: task.id, userId },
    select: { path: true, print: true },
  });
  if (!commit || rows.length === 0) return { headSha: commit, paths: [] };
  const prints = await readPrints(tx, task.id, commit);
  const paths = rows.filter(({ path, print }) => prints.get(path) === print).map(({ path }) => path);
  return { headSha: commit, paths: paths.sort() };
}
