import { type Command, Option } from 'commander';
import type { DashboardOptions } from '../../server/dashboard';
import { withDashboard } from '../dashboard-options';

export interface ImportOptions extends DashboardOptions {
  format?: 'csv' | 'json';
  project?: string;
  dryRun?: boolean;
}

/** `tasks import`: many tasks from a file, all or none. */
export function addImportTasks(tasks: Command): void {
  withDashboard(
    tasks
      .command('import')
      .description('Create the tasks of a CSV or JSON file, all or none; each fault is named by its line')
      .argument('<file>', 'the file, or - to read stdin')
      .addOption(
        new Option('--format <format>', 'what it is, where its name does not say').choices(['csv', 'json']),
      )
      .option('--project <name>', 'of those that name none themselves')
      .option('--dry-run', 'only say what would be created'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: ImportOptions) => {
      await (await import('./import-tasks')).importFile(file, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator tasks import backlog.csv --dry-run
  $ agent-orchestrator tasks import backlog.json --project shop
  $ printf 'title,priority\\nAdd a sum,1\\n' | agent-orchestrator tasks import - --format csv

Exit code: 0 where every task was (or, in a dry run, could be) created, 1 where the file has a fault.
`;
