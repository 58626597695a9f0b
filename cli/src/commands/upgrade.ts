import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `upgrade`: how to get a newer version of this program, and whether the dashboard asks for one. */
export function addUpgrade(program: Command): void {
  withDashboard(
    program
      .command('upgrade')
      .description(
        'Say whether the dashboard asks for a newer version, and how to get it; downloads nothing',
      ),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./say-upgrade')).sayUpgrade(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator upgrade
  $ agent-orchestrator upgrade --json | jq -r .data.command

Exit code: 0 where this version is accepted, 8 where it is too old.
`;
