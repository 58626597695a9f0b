import type { BodyOf } from '@/contract/endpoint';
import type { setViewed as endpoint, Viewed } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { byRef } from '@/lib/refs';
import { getViewed } from './get-viewed';
import { readPrints } from './read-prints';

/**
 * Notes that a person has looked at a file or one hunk of it as a commit has it, or has not. Throws NOT_FOUND, and
 * BAD_REQUEST for a file or hunk that it does not change.
 */
export async function setViewed(
  tx: Tx,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  { headSha, path, hunk: nth, viewed }: BodyOf<typeof endpoint>,
): Promise<Viewed> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true } });
  if (!task) throw notFound('task', ref);
  const taskId = task.id;
  const prints = (await readPrints(tx, taskId, headSha)).get(path);
  const hunk = nth === undefined ? '' : prints?.hunks[nth];
  if (!prints || hunk === undefined)
    throw new AppError(
      'BAD_REQUEST',
      `Commit ${headSha.slice(0, 12)} of this task does not change ${path.slice(0, 200)}${prints ? ' there' : ''}. Name a file that it changes, and a hunk of it.`,
    );
  const mine = { taskId, userId, path };
  const row = (of: string, print: string) => ({ workspaceId, ...mine, hunk: of, print });
  // Of a file that was viewed whole, each hunk is: it stays so when others change.
  const rows =
    hunk === '' ? [row('', prints.file), ...prints.hunks.map((one) => row(one, one))] : [row(hunk, hunk)];
  await tx.viewedFile.deleteMany({ where: hunk === '' ? mine : { ...mine, hunk: { in: ['', hunk] } } });
  if (viewed) await tx.viewedFile.createMany({ data: rows, skipDuplicates: true });
  return getViewed(tx, userId, ref, headSha);
}
