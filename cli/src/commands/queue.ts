import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface ClearOptions extends DashboardOptions {
  all?: boolean;
}

/** `queue`: how much waits, is at work and has ended, and clearing it. */
export function addQueue(program: Command): void {
  const queue = program
    .command('queue')
    .description('The queue: how much waits, is at work and has ended')
    .addHelpText('after', EXAMPLES);
  withDashboard(queue.command('stats', { isDefault: true }).description('Count the tasks of the queue'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./queue/show-queue')).showQueue(options);
    });
  withDashboard(
    queue
      .command('clear')
      .description(
        'Count what has ended from now on; tasks stay in their lists, and nothing at work is touched',
      )
      .option('--all', 'cancel the tasks that wait, too'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ClearOptions) => {
      await (await import('./queue/clear-queue')).clearTheQueue(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator queue
  $ agent-orchestrator queue clear
  $ agent-orchestrator queue clear --all
`;
