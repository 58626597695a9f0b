import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface ScopeOptions extends DashboardOptions {
  all?: boolean;
  project?: string;
  runner?: string;
  flow?: string;
}

/** Adds what says how much is to be stopped, or started again. */
export const withScope = (command: Command, verb: string, found?: string): Command =>
  withDashboard(
    command
      .option('--all', `${verb} everything of the workspace, on every machine`)
      .option('--project <name>', `${verb} the work on a project, by its name or id`)
      .option('--runner <name>', `${verb} the work of a runner, by its name or id`)
      .option('--flow <run>', `${verb} a run of a flow, by its id`),
    found,
  );

/** Whether a task, a project, a runner, a run of a flow or everything is named. */
export const namesScope = (task: string | undefined, { all, project, runner, flow }: ScopeOptions): boolean =>
  all === true || [task, project, runner, flow].some((one) => one !== undefined);
