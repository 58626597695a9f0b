import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `pause` and `resume`: this machine's runner. */
export function addPause(program: Command): void {
  withDashboard(program.command('pause').description('Let this machine’s runner take no new work'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./pause-work')).pauseWork(options);
    });
  withDashboard(program.command('resume').description('Let a paused runner go on'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./pause-work')).resumeWork(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator pause
  $ agent-orchestrator resume
`;
