import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `follow-up`: goes on with a task whose agent has finished. */
export function addFollowUp(program: Command): void {
  withDashboard(
    program
      .command('follow-up')
      .description('Go on with a task whose agent has finished, in the same session')
      .argument('<task>', 'a ref like TASK-142')
      .argument('<text>', 'what to do; - reads it from stdin')
      .option('--sign', 'sign it, for machines that pass signed messages on alone'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, text: string, options: DashboardOptions & { sign?: boolean }) => {
      await (await import('./follow-up-task')).followUp(ref, text, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator follow-up TASK-142 "name the function after what it does"
`;
