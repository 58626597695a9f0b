import { addReviewComment, deleteReviewComment } from '@/contract/review';
import { requestChanges } from '@/contract/task-calls';
import { type Dashboard, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';
import type { Asked } from '../review';
import { seenCommit } from '../tasks/seen-commit';
import { readComment } from './read-comment';

/** Sends a task back with words and comments of its lines; where one of them is refused, none is kept and nothing is sent. */
export async function askChanges(given: string, guidance: string | undefined, options: Asked): Promise<void> {
  const ref = readTaskRef(given);
  const comments = options.comment.map(readComment);
  const dashboard = openDashboard(options);
  const params = { id: ref };
  const headSha = await seenCommit(dashboard, ref, options.commit);
  const kept: string[] = [];
  try {
    for (const comment of comments)
      kept.push((await dashboard.call(addReviewComment, { params, body: { headSha, ...comment } })).id);
    const task = await dashboard.call(requestChanges, { params, body: { guidance } });
    if (options.json) return printJson({ data: task });
    const said = comments.length === 1 ? '1 comment' : `${comments.length} comments`;
    print(`Sent ${ref} back${comments.length > 0 ? ` with ${said}` : ''}; it is ${task.status}.`);
  } catch (error) {
    await takeBack(dashboard, kept);
    throw error;
  }
}

async function takeBack(dashboard: Dashboard, ids: string[]): Promise<void> {
  for (const id of ids) await dashboard.call(deleteReviewComment, { params: { id } }).catch(() => {});
}
