import { cut } from '@/contract/cut';
import type { BodyOf } from '@/contract/endpoint';
import { type addReviewComment, MOST_DRAFTS, type ReviewComment } from '@/contract/review';
import type { Tx } from '@/lib/db';
import { AppError, notFound } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { byRef } from '@/lib/refs';
import { readCommit, toWire } from './list-comments';
import { findLine } from './match-line';

const LINE_MAX = 200;

/**
 * Keeps what a person says of a line as a draft. Throws NOT_FOUND, STALE_COMMIT where the task is about another commit,
 * BAD_REQUEST for a line that its diff does not show, and CONFLICT where there are too many drafts.
 */
export async function addComment(
  tx: Tx,
  { workspaceId, userId, ref }: { workspaceId: string; userId: string; ref: string },
  { headSha, path, side, line, text }: BodyOf<typeof addReviewComment>,
): Promise<ReviewComment> {
  const task = await tx.task.findFirst({
    where: byRef('task', ref),
    select: { id: true, headSha: true },
  });
  if (!task) throw notFound('task', ref);
  if (task.headSha !== headSha)
    throw new AppError(
      'STALE_COMMIT',
      `This task is about ${task.headSha?.slice(0, 12) ?? 'no commit'} now, not ${headSha.slice(0, 12)}. Look at the new changes and comment on those.`,
      { details: { headSha: task.headSha } },
    );
  const { files } = await readCommit(tx, task.id, headSha);
  const file = files.find((one) => one.path === path);
  const found = findLine(file, side, line);
  if (!found)
    throw new AppError(
      'BAD_REQUEST',
      `Line ${line} of ${path.slice(0, 200)} is not in the diff of this commit. Comment on a line that the diff shows.`,
    );
  const drafts = await tx.reviewComment.count({
    where: { taskId: task.id, authorId: userId, sentAt: null },
  });
  if (drafts >= MOST_DRAFTS)
    throw new AppError(
      'CONFLICT',
      `There are ${MOST_DRAFTS} comments that were not sent yet. Request changes, or take one back.`,
    );
  const lineText = cut(found.text, LINE_MAX);
  const data = { id: newId(), workspaceId, taskId: task.id, authorId: userId, headSha, path, side, line };
  return toWire(await tx.reviewComment.create({ data: { ...data, lineText, text } }));
}
