import { type CheckResult, getProof } from '@/contract/check-run';
import { getApprovals, getViewed, listReviewComments } from '@/contract/review';
import { getChanges, getTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { printFacts } from '../../terminal/table';
import { readTaskRef } from '../read-ref';
import { printComment } from './list-comments';

/** Prints what a reviewer goes by: the proof, the files, who must approve, and what was said of lines. */
export async function showReview(given: string, options: DashboardOptions): Promise<void> {
  const params = { id: readTaskRef(given) };
  const dashboard = openDashboard(options);
  const [task, proof, changes, approvals, viewed, comments] = await Promise.all([
    dashboard.call(getTask, { params }),
    dashboard.call(getProof, { params }),
    dashboard.call(getChanges, { params }),
    dashboard.call(getApprovals, { params }),
    dashboard.call(getViewed, { params }),
    dashboard.call(listReviewComments, { params }),
  ]);
  const { patch: _patch, ...changed } = changes;
  if (options.json)
    return printJson({ data: { task, proof, changes: changed, approvals, viewed, comments } });
  print(`${task.ref}  ${task.title}`);
  printFacts([
    ['Status', task.reason ? `${task.status} (${task.reason})` : task.status],
    ['Risk', task.riskLevel],
    ['Commit', task.headSha],
    ['Approvals', `${approvals.given} of ${approvals.needed}. ${approvals.refusal ?? approvals.sentence}`],
    ['Proof', proof.verdict ? `${proof.verdict}: ${proof.sentence}` : proof.sentence],
  ]);
  for (const check of proof.checks) print(`  ${sayCheck(check)}`);
  for (const { path, detail } of proof.flags) print(`  ! ${path ? `${path}: ` : ''}${detail}`);
  for (const { path, status, additions, deletions } of changed.files)
    print(`${viewed.paths.includes(path) ? '✓' : ' '} ${status} ${path} +${additions} -${deletions}`);
  for (const comment of comments) printComment(comment);
  print(`\n${dashboard.origin}/tasks/${task.ref}?tab=changes`);
}

const sayCheck = ({ name, status, exitCode, testsRun, argv }: CheckResult): string =>
  [
    `${name}: ${status}`,
    exitCode === null ? '' : `, exit code ${exitCode}`,
    testsRun === null ? '' : `, ${testsRun} tests`,
    `: ${argv.join(' ')}`,
  ].join('');
