import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';
import { readCount } from './read-count';

export interface LogsOptions extends DashboardOptions {
  follow?: boolean;
  lines?: number;
  raw?: boolean;
  timestamps?: boolean;
}

/** `logs`: what an agent said, so far or as it says it. */
export function addLogs(program: Command): void {
  withDashboard(
    program
      .command('logs')
      .description('Print the log of an agent, or of the last agent of a task')
      .argument('<task|agent>', 'a ref like TASK-142, or an agent’s id')
      .option('-f, --follow', 'go on as it grows, until the agent ends; waits where there is none yet')
      .option('-n, --lines <n>', 'only the last lines', readCount)
      .option('-t, --timestamps', 'print when each line was written')
      .option('--raw', 'print the engine’s own lines as they are, not what they say'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (target: string, options: LogsOptions) => {
      await (await import('./logs/show-log')).showLog(target, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator logs TASK-142 -f
  $ agent-orchestrator logs TASK-142 -n 50 --timestamps
  $ agent-orchestrator logs TASK-142 -f --json | jq -r 'select(.type == "log.line").text'

With -f and --json each line is a JSON object of its own (type log.line, then log.end).
`;
