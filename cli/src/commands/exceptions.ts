import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface ExceptionFilters extends DashboardOptions {
  status: string;
  type?: string;
  severity?: string;
  task?: string;
  agent?: string;
  limit: string;
  offset: string;
}

/** `exceptions`: what needs a person. */
export function addExceptions(program: Command): void {
  const exceptions = program
    .command('exceptions')
    .description('Exceptions: what needs a person')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    exceptions
      .command('list', { isDefault: true })
      .description('List what needs a person, newest first')
      .option('--status <list>', 'some of open,acknowledged,resolved,dismissed, or all', 'open,acknowledged')
      .option('--type <list>', 'what happened, like VERIFICATION_FAILED')
      .option('--severity <list>', 'some of low,medium,high,critical')
      .option('--task <task>', 'of one task')
      .option('--agent <agent>', 'of one agent')
      .option('--limit <n>', 'how many to list (up to 100)', '50')
      .option('--offset <n>', 'how many to leave out first', '0'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExceptionFilters) => {
      await (await import('./exceptions/list-exceptions')).listOpenExceptions(options);
    });
  withDashboard(
    exceptions
      .command('show')
      .description('Show one exception: what happened, and what each option does')
      .argument('<exception>', 'a ref like EXC-17'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./exceptions/show-exception')).showException(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator exceptions
  $ agent-orchestrator exceptions show EXC-17
  $ agent-orchestrator exceptions list --status all --json | jq -r '.data[].title'
`;
