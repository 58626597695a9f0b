import { type Command, Option } from 'commander';
import type { FlowFormat } from '@/contract/flow-calls';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';
import { addFlowRuns } from './flow-runs';

export interface FlowFilters extends DashboardOptions {
  project?: string;
  limit: string;
}
export interface FileOptions extends DashboardOptions {
  format?: FlowFormat;
  tag?: string;
}
export interface ImportOptions extends FileOptions {
  project?: string;
  name?: string;
  dryRun?: boolean;
}
export interface VersionOptions extends DashboardOptions {
  at?: string;
}
export interface DiffOptions extends DashboardOptions {
  from?: string;
  to?: string;
}

/** `flows`: graphs of work, and their versions. */
export function addFlows(program: Command): void {
  const flows = program
    .command('flows')
    .description('Flows: graphs of work, imported, checked, kept with their versions')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    flows
      .command('list', { isDefault: true })
      .description('List the flows, last saved first')
      .option('--project <name>', 'a project, by its name or id')
      .option('--limit <n>', 'how many to list (up to 100)', '50'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: FlowFilters) => {
      await (await import('./flows/list-flows')).listAllFlows(options);
    });
  withDashboard(
    flows
      .command('show')
      .description('Show one flow: its nodes, what each waits for, and its faults')
      .argument('<flow>', 'FLOW-4, or its id')
      .option('--at <version>', 'an earlier version'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: VersionOptions) => {
      await (await import('./flows/show-flow')).showFlow(ref, options);
    });
  withFile(flows.command('import').description('Create a flow from a file'))
    .option('--project <name>', 'where the dashboard has more than one')
    .option('--name <name>', 'instead of the one that the file says')
    .option('--dry-run', 'only say what would be created')
    .addHelpText('after', EXAMPLES + EXITS)
    .action(async (file: string, options: ImportOptions) => {
      await (await import('./flows/import-flow')).importFlowFile(file, options);
    });
  withFile(
    flows.command('validate').description('Say every fault of a file with its place; nothing is saved'),
  )
    .addHelpText('after', EXAMPLES + EXITS)
    .action(async (file: string, options: FileOptions) => {
      await (await import('./flows/validate-flow')).validateFlowFile(file, options);
    });
  withDashboard(
    flows
      .command('export')
      .description('Print a flow as flow.json')
      .argument('<flow>', 'FLOW-4, or its id')
      .option('--at <version>', 'an earlier version'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: VersionOptions) => {
      await (await import('./flows/export-flow')).exportOneFlow(ref, options);
    });
  addVersions(flows);
  addFlowRuns(flows);
  withDashboard(flows.command('templates').description('List the flows to begin with'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./flows/list-templates')).listTemplates(options);
    });
}

function addVersions(flows: Command): void {
  withDashboard(
    flows
      .command('forecast')
      .description(
        'Say what a flow would do and take: waves, the longest way, time and cost by history; nothing is run',
      )
      .argument('<flow>', 'FLOW-4, or its id')
      .option('--at <version>', 'an earlier version'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: VersionOptions) => {
      await (await import('./flows/forecast-flow')).forecastOneFlow(ref, options);
    });
  withDashboard(
    flows
      .command('versions')
      .description('List the versions of a flow, newest first')
      .argument('<flow>', 'FLOW-4, or its id'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./flows/list-versions')).listVersions(ref, options);
    });
  withDashboard(
    flows
      .command('diff')
      .description('Say what two versions of a flow differ in; the last two unless told')
      .argument('<flow>', 'FLOW-4, or its id')
      .option('--from <version>', 'the earlier')
      .option('--to <version>', 'the later'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DiffOptions) => {
      await (await import('./flows/diff-flow')).diffOneFlow(ref, options);
    });
  withDashboard(
    flows
      .command('restore')
      .description('Save an earlier version of a flow as its newest')
      .argument('<flow>', 'FLOW-4, or its id')
      .argument('<version>', 'which one'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, version: string, options: DashboardOptions) => {
      await (await import('./flows/restore-flow')).restoreOneFlow(ref, version, options);
    });
}

const withFile = (command: Command) =>
  withDashboard(
    command
      .argument('<file>', 'flow.json, tasks.json of task-master, or TOML of steps; - reads stdin')
      .addOption(
        new Option('--format <format>', 'what it is, where it is not seen by itself').choices([
          'flow-json',
          'task-master',
          'toml-steps',
        ]),
      )
      .option('--tag <tag>', 'which list of a tagged tasks.json'),
  );

const EXAMPLES = `
Examples:
  $ agent-orchestrator flows
  $ agent-orchestrator flows validate flow.json
  $ agent-orchestrator flows import .taskmaster/tasks/tasks.json --tag master
  $ agent-orchestrator flows diff FLOW-4 --from 2 --to 5
  $ agent-orchestrator flows export FLOW-4 > flow.json
`;
const EXITS = `
Exit code: 0 where the flow can run, 1 where it has a fault that keeps it from running.
`;
