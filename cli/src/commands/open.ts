import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface OpenOptions extends DashboardOptions {
  browser: boolean;
}

/** `open`: the page of something in the dashboard. */
export function addOpen(program: Command): void {
  withDashboard(
    program
      .command('open')
      .description('Print the address of a page of the dashboard, and open it where there is a screen')
      .argument(
        '[ref]',
        'TASK-142, EXC-17, FLOW-4, or the id of an agent, runner, project or run of a flow; none for the start page',
      )
      .option('--no-browser', 'print the address only'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string | undefined, options: OpenOptions) => {
      await (await import('./open-page')).openPage(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator open
  $ agent-orchestrator open TASK-142
  $ agent-orchestrator open EXC-17 --no-browser

With --json nothing is opened. The dashboard is not asked whether there is such a thing; its page says so.
`;
