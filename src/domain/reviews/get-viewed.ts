import type { Viewed } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { readPrints } from './read-prints';

/**
 * Which files and hunks of a task (its id or ref) a person (a database uuid) has looked at as `headSha` has them, or as the
 * task’s newest commit does. Throws NOT_FOUND.
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
    select: { path: true, print: true, hunk: true },
  });
  const viewed: Viewed = { headSha: commit, paths: [], hunks: [] };
  if (!commit || rows.length === 0) return viewed;
  const noted = new Set(rows.map(({ path, hunk, print }) => `${path}\n${hunk}\n${print}`));
  const prints = await readPrints(tx, task.id, commit);
  for (const path of [...prints.keys()].sort()) {
    const { file, hunks } = prints.get(path)!;
    const whole = noted.has(`${path}\n\n${file}`);
    const seen = hunks.flatMap((hunk, nth) => (whole || noted.has(`${path}\n${hunk}\n${hunk}`) ? [nth] : []));
    if (whole || (hunks.length > 0 && seen.length === hunks.length)) viewed.paths.push(path);
    viewed.hunks.push(...seen.map((hunk) => ({ path, hunk })));
  }
  return viewed;
}
