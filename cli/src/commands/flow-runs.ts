import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface RunOptions extends DashboardOptions {
  project?: string;
  at?: string;
  input: string[];
}
export interface RunFilters extends DashboardOptions {
  flow?: string;
  limit: string;
}
export interface SteerOptions extends DashboardOptions {
  note?: string;
}
export interface ReviewOptions extends SteerOptions {
  reject?: boolean;
}
export interface SimulateOptions extends DashboardOptions {
  input: string[];
  failures: string;
  seed: string;
  items: string;
}

const INPUT = [
  '-i, --input <name=value>',
  'a variable of the flow; again for more. JSON where it reads as JSON',
  (one: string, before: string[]) => [...before, one],
  [] as string[],
] as const;
const RUN = ['<run>', 'the id of a run, as `flows runs` lists it'] as const;
const NOTE = ['--note <words>', 'why, for those who look at it later'] as const;

/** The runs of flows, below `flows`: starting, looking at, steering and simulating them. */
export function addFlowRuns(flows: Command): void {
  withDashboard(
    flows
      .command('run')
      .description('Run a flow that is kept, or a flow.json')
      .argument('<flow>', 'FLOW-4, its id, or a file; - reads stdin')
      .option('--at <version>', 'an earlier version')
      .option(...INPUT)
      .option('--project <name>', 'where a file is run and the dashboard has more than one'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (flow: string, options: RunOptions) => {
      await (await import('./flows/run-flow')).runFlow(flow, options);
    });
  withDashboard(
    flows
      .command('runs')
      .description('List the runs of flows, newest first')
      .option('--flow <flow>', 'of one flow: FLOW-4, or its id')
      .option('--limit <n>', 'how many to list (up to 100)', '20'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: RunFilters) => {
      await (await import('./flows/list-runs')).listRuns(options);
    });
  withDashboard(
    flows
      .command('steps')
      .description('Show how a run stands, step by step')
      .argument(...RUN),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: DashboardOptions) => {
      await (await import('./flows/show-run')).showRun(id, options);
    });
  addSteering(flows);
  withDashboard(
    flows
      .command('simulate')
      .description(
        'Say what a run would come to, with failures by chance; no model is asked and nothing is kept',
      )
      .argument('<flow>', 'FLOW-4, its id, or a file; - reads stdin')
      .option(...INPUT)
      .option('--failures <share>', 'the chance that a step fails, from 0 to 1', '0')
      .option('--seed <n>', 'the same seed gives the same failures', '1')
      .option('--items <n>', 'of a list that only a run would know', '3'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (flow: string, options: SimulateOptions) => {
      await (await import('./flows/simulate-flow')).simulateOneFlow(flow, options);
    });
}

function addSteering(flows: Command): void {
  const WAYS = {
    pause: 'Pause a run: nothing new begins, its agents stand still at their next step',
    resume: 'Let a paused run go on',
    abort: 'End a run: its agents are stopped, its file locks go',
  } as const;
  for (const way of Object.keys(WAYS) as (keyof typeof WAYS)[])
    withDashboard(
      flows
        .command(way)
        .description(WAYS[way])
        .argument(...RUN)
        .option(...NOTE),
    )
      .addHelpText('after', EXAMPLES)
      .action(async (id: string, options: SteerOptions) => {
        await (await import('./flows/steer-run')).steerRun(way, id, options);
      });
  withDashboard(
    flows
      .command('retry')
      .description('Let a step of a run begin once more, with all that depends on it; the rest stays')
      .argument(...RUN)
      .argument('<node>', 'a node of the flow, or the id of a step as `flows steps --json` lists it'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, node: string, options: DashboardOptions) => {
      await (await import('./flows/retry-run')).retryRun(id, node, options);
    });
  withDashboard(
    flows
      .command('replay')
      .description('Run the same document with the same inputs once more')
      .argument(...RUN),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: DashboardOptions) => {
      await (await import('./flows/replay-run')).replayRun(id, options);
    });
  withDashboard(
    flows
      .command('decide')
      .description('Decide about a step that waits for a person; it is approved unless you reject it')
      .argument('<step>', 'the id of a step, as `flows steps` lists it')
      .option('--reject', 'it failed')
      .option(...NOTE),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: ReviewOptions) => {
      await (await import('./flows/decide-step')).decideStep(id, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator flows run FLOW-4 -i goal="Faster search"
  $ agent-orchestrator flows run flow.json --project shop
  $ agent-orchestrator flows runs
  $ agent-orchestrator flows steps run_01a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6
  $ agent-orchestrator flows retry run_01a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6 build
  $ agent-orchestrator flows simulate FLOW-4 --failures 0.3 --seed 7
`;
