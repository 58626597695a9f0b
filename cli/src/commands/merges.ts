import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

/** `merges`: the line of each branch. */
export function addMerges(program: Command): void {
  withDashboard(
    program
      .command('merges')
      .description('Merge lines: what is merged now, what waits behind it, what came back and why')
      .option('--project <name>', 'a project, by its name or id'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions & { project?: string }) => {
      await (await import('./merges/list-merges')).listMergeLines(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator merges
  $ agent-orchestrator merges --project Shop --json
`;
