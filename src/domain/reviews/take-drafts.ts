import type { Tx } from '@/lib/db';
import { sayComments } from './say-comments';

/**
 * All drafts of a person on a task whose row is locked, as one message with what they say besides; they count as sent
 * from now on. null where there are none. Database uuids.
 */
export async function takeDrafts(
  tx: Tx,
  { userId, taskId }: { userId: string; taskId: string },
  guidance?: string,
): Promise<string | null> {
  const drafts = await tx.reviewComment.findMany({
    where: { taskId, authorId: userId, sentAt: null },
    orderBy: [{ path: 'asc' }, { line: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
  if (drafts.length === 0) return null;
  const sentAt = new Date();
  for (const [at, { id }] of drafts.entries())
    await tx.reviewComment.update({ where: { id }, data: { sentAt, nth: at + 1 } });
  const said = drafts.map((draft) => ({ ...draft, side: draft.side as 'old' | 'new' }));
  return sayComments(guidance, drafts[0]!.headSha, said);
}
