import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `why`: what a task waits for, in one sentence. */
export function addWhy(program: Command): void {
  withDashboard(
    program
      .command('why')
      .description('Say why a task stands where it stands, and who can change it')
      .argument('<task>', 'a ref like TASK-142'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./explain-task')).explainTask(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator why TASK-142
  $ agent-orchestrator why TASK-142 --json | jq -r .data.sentence
`;
