import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `message`: says something to the agent at work on a task. */
export function addMessage(program: Command): void {
  withDashboard(
    program
      .command('message')
      .description('Say something to the agent at work; it hears it once, after the tool call it is in')
      .argument('<task|agent>', 'a ref like TASK-142, or an agent id')
      .argument('<text>', 'what to say; - reads it from stdin')
      .option('--sign', 'sign it, for machines that pass signed messages on alone'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, text: string, options: DashboardOptions & { sign?: boolean }) => {
      await (await import('./message-agent')).messageAgent(given, text, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator message TASK-142 "leave the public interface as it is"
  $ git diff | agent-orchestrator message TASK-142 -
`;
