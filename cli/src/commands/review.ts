import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface ReviewFilters extends DashboardOptions {
  project?: string;
  limit: string;
  offset: string;
}
export interface Asked extends DashboardOptions {
  commit?: string;
  comment: string[];
}

const TASK = ['<task>', 'a ref like TASK-142'] as const;
const COMMIT = ['--commit <sha>', 'the commit you looked at; refused where it is another by now'] as const;

/** `review`: what waits for a person's eyes, its proof, and the two answers to it. */
export function addReview(program: Command): void {
  const review = program
    .command('review')
    .description('Review: list what waits, show its proof, approve it or ask for changes')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    review
      .command('list', { isDefault: true })
      .description('List the tasks whose commits wait for a review')
      .option('--project <name>', 'a project, by its name or id')
      .option('--limit <n>', 'how many to list (up to 100)', '50')
      .option('--offset <n>', 'how many to leave out first', '0'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReviewFilters) => {
      await (await import('./review/list-reviews')).listReviews(options);
    });
  withDashboard(
    review
      .command('show')
      .description('Show what proves a commit, what it changes, who must approve it and what was said of it')
      .argument(...TASK),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./review/show-review')).showReview(ref, options);
    });
  withDashboard(
    review
      .command('approve')
      .description('Approve the commit of a task in review; it is merged once enough people have')
      .argument(...TASK)
      .option(...COMMIT),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions & { commit?: string }) => {
      await (await import('./tasks/approve-commit')).approveCommit(ref, options);
    });
  withDashboard(
    review
      .command('ask')
      .description('Ask for changes: what you say, and all your comments of lines, go back as one message')
      .argument(...TASK)
      .argument('[words]', 'what has to change; may be left out where lines are commented')
      .option(
        '-c, --comment <line>',
        'a comment as FILE:LINE text; FILE:-LINE of a line as it stood before; again for more',
        (one: string, before: string[]) => [...before, one],
        [],
      )
      .option(...COMMIT),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, words: string | undefined, options: Asked) => {
      await (await import('./review/ask-changes')).askChanges(ref, words, options);
    });
}

/** `comments`: what was said of a task's lines. */
export function addComments(program: Command): void {
  withDashboard(
    program
      .command('comments')
      .description('What reviewers said of lines, and what became of each')
      .argument(...TASK),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./review/list-comments')).listTaskComments(ref, options);
    });
}

/** `approvals`: who must approve a commit. */
export function addApprovals(program: Command): void {
  withDashboard(
    program
      .command('approvals')
      .description('Who must approve the commit of a task, and how far that has come')
      .argument(...TASK),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./review/show-approvals')).showApprovals(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator review
  $ agent-orchestrator review show TASK-142
  $ agent-orchestrator review approve TASK-142 --commit 1f0c2ab
  $ agent-orchestrator review ask TASK-142 "Round once." -c "src/sum.js:12 Why here?" -c "src/sum.js:-4 Keep this."
  $ agent-orchestrator comments TASK-142 --json
  $ agent-orchestrator approvals TASK-142
`;
