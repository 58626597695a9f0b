import { type Command, Option } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';
import { readCount } from './read-count';

export interface AttachOptions extends DashboardOptions {
  lines: number;
  raw?: boolean;
  sign?: boolean;
  stdin?: boolean;
  timestamps?: boolean;
}

/** `attach`: sits beside a live agent. */
export function addAttach(program: Command): void {
  withDashboard(
    program
      .command('attach')
      .description('Follow an agent at work, and say things to it; Ctrl-C leaves, the agent goes on')
      .argument('<task|agent>', 'a ref like TASK-142, or an agent’s id')
      .addOption(
        new Option('-n, --lines <n>', 'how many lines of the log to begin with')
          .argParser(readCount)
          .default(20),
      )
      .option('-t, --timestamps', 'print when each line was written')
      .option('--raw', 'print the engine’s own lines as they are, not what they say')
      .option('--stdin', 'say each line of stdin to the agent, where stdin is no terminal')
      .option('--sign', 'sign what is said, for machines that pass signed messages on alone'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (target: string, options: AttachOptions) => {
      await (await import('./attach/attach-agent')).attachAgent(target, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator attach TASK-142
  $ agent-orchestrator attach TASK-142 -n 0 --json
  $ echo "leave the public interface as it is" | agent-orchestrator attach TASK-142 --stdin

On a terminal, a line that you type is said to the agent; it hears it after the tool call it is in. What the task waits
for and what the agent asks is told as it happens. It ends with the agent; a task without one is waited for.
With --json each line is a JSON object of its own (log.line, task.state, message.sent, message.seen, exception.opened,
then log.end), and the keyboard is not read.
`;
