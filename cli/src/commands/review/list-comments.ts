import { listReviewComments, type ReviewComment } from '@/contract/review';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Prints what was said of a task's lines, each with its answer and with what stands in its place. */
export async function listTaskComments(given: string, options: DashboardOptions): Promise<void> {
  const params = { id: readTaskRef(given) };
  const comments = await openDashboard(options).call(listReviewComments, { params });
  if (options.json) return printJson({ data: comments });
  if (comments.length === 0) return print('No line was commented.');
  for (const comment of comments) printComment(comment);
}

/** Prints one comment: the line, what was said, and what became of it. */
export function printComment(comment: ReviewComment): void {
  const { path, line, side, lineText, text, state, became, newLines, answer } = comment;
  print(
    `${path}:${side === 'old' ? '-' : ''}${line}  (${state === 'draft' ? 'not sent yet' : (became ?? 'sent')})`,
  );
  print(`  | ${lineText}`);
  print(`  ${text.replaceAll('\n', '\n  ')}`);
  if (became === 'changed') for (const one of newLines) print(`  + ${one}`);
  if (answer) print(`  The agent: ${answer}`);
}
