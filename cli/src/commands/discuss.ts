import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `discuss`: what people say of a task to each other. */
export function addDiscuss(program: Command): void {
  withDashboard(
    program
      .command('discuss')
      .description('Show what people say of a task, or say something to them; no agent reads it')
      .argument('<task>', 'a ref like TASK-142')
      .argument('[text]', 'what to say; @name tells somebody; - reads it from stdin'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, text: string | undefined, options: DashboardOptions) => {
      await (await import('./discuss/discuss-task')).discussTask(ref, text, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator discuss TASK-142
  $ agent-orchestrator discuss TASK-142 "@ana shall the old orders count too?"
`;
