import { type FileDiff, parsePatch } from '@/contract/parse-patch';
import type { ReviewComment } from '@/contract/review';
import type { Prisma, Tx } from '@/lib/db';
import { notFound } from '@/lib/errors';
import { toWireId } from '@/lib/ids';
import { byRef } from '@/lib/refs';
import { matchLine } from './match-line';
import { answerTo } from './say-comments';

type Row = Prisma.ReviewCommentGetPayload<object>;

const MOST = 500;

/** What was said of a task’s lines (its id or ref): all that was sent, and the drafts of the person (a database uuid). Throws NOT_FOUND. */
export async function listComments(tx: Tx, userId: string, ref: string): Promise<ReviewComment[]> {
  const task = await tx.task.findFirst({ where: byRef('task', ref), select: { id: true, headSha: true } });
  if (!task) throw notFound('task', ref);
  const rows = await tx.reviewComment.findMany({
    where: { taskId: task.id, OR: [{ sentAt: { not: null } }, { authorId: userId }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  if (rows.every(({ headSha }) => headSha === task.headSha)) return rows.map((row) => toWire(row));
  const newest = await readCommit(tx, task.id, task.headSha);
  const reviewed = new Map<string, Commit>();
  for (const sha of new Set(rows.map(({ headSha }) => headSha)))
    reviewed.set(sha, await readCommit(tx, task.id, sha));
  return rows.map((row) => {
    if (row.headSha === task.headSha) return toWire(row);
    const side = row.side as ReviewComment['side'];
    const fileOf = (commit?: Commit) => commit?.files.find(({ path }) => path === row.path);
    return toWire(row, {
      ...matchLine({ ...row, side }, fileOf(reviewed.get(row.headSha)), fileOf(newest)),
      answer: row.nth === null ? null : answerTo(row.nth, newest.said),
    });
  });
}

interface Commit {
  files: FileDiff[];
  /** The last words of the agent that made it. */
  said: string;
}

/** What an agent of the task changed with a commit, and said of it. */
export async function readCommit(tx: Tx, taskId: string, headSha: string | null): Promise<Commit> {
  const agent = headSha
    ? await tx.agent.findFirst({
        where: { taskId, headSha, kind: 'work', changes: { isNot: null } },
        orderBy: { attempt: 'desc' },
        select: { result: true, changes: { select: { patch: true } } },
      })
    : null;
  const said = (agent?.result as { message?: unknown } | null)?.message;
  return { files: parsePatch(agent?.changes?.patch ?? ''), said: typeof said === 'string' ? said : '' };
}

/** A comment as it stands on the wire. */
export const toWire = (
  row: Row,
  found: Pick<ReviewComment, 'became' | 'newLines' | 'answer'> = { became: null, newLines: [], answer: null },
): ReviewComment => ({
  id: toWireId('cmt', row.id),
  taskId: toWireId('task', row.taskId),
  headSha: row.headSha,
  path: row.path,
  side: row.side as ReviewComment['side'],
  line: row.line,
  lineText: row.lineText,
  text: row.text,
  state: row.sentAt ? 'sent' : 'draft',
  ...found,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
});
