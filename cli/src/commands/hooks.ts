import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface HookOptions extends DashboardOptions {
  project?: string;
}
export interface SettingsOptions extends HookOptions {
  token?: string;
}

/** `hooks`: what an engine tells that no runner has started. */
export function addHooks(program: Command): void {
  const hooks = program
    .command('hooks')
    .description('Hooks of a Claude Code that no runner has started: what it did is told to the dashboard')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    hooks
      .command('settings')
      .description('Print the settings of Claude Code by which it tells what it does for a node')
      .argument('<node>', 'a node of a flow, or a task like TASK-142')
      .option(
        '--token <token>',
        'an access token that may call hooks; without one it is made, where you may make any',
      )
      .option('--project <name>', 'the project of the node, by its name or id, where it is no task'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (node: string, options: SettingsOptions) => {
      await (await import('./hooks/print-settings')).printSettings(node, options);
    });
  withDashboard(
    hooks
      .command('stop')
      .description('Tell that the agent of a node has finished, or failed; reads the hook’s JSON on stdin')
      .argument('<node>', 'a node of a flow, or a task like TASK-142')
      .argument('[status]', 'how it ended: completed, failed or another word', 'completed')
      .option('--project <name>', 'the project of the node, by its name or id, where it is no task'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (node: string, status: string, options: HookOptions) => {
      await (await import('./hooks/call-hook')).callStop(node, status, options);
    });
  withDashboard(
    hooks
      .command('track-changes')
      .description('Tell which file the agent of a node has written; reads the hook’s JSON on stdin')
      .argument('<node>', 'a node of a flow, or a task like TASK-142')
      .option('--project <name>', 'the project of the node, by its name or id, where it is no task'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (node: string, options: HookOptions) => {
      await (await import('./hooks/call-hook')).callTrackChanges(node, options);
    });
  withDashboard(
    hooks
      .command('history')
      .description('List what hooks have told of a node, newest first')
      .argument('<node>', 'a node of a flow, or a task like TASK-142'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (node: string, options: DashboardOptions) => {
      await (await import('./hooks/show-history')).showHistory(node, options);
    });
}

const EXAMPLES = `
A hook that fails says so and ends with 1: Claude Code goes on.

Examples:
  $ agent-orchestrator hooks settings review-code > hooks.json && claude --settings hooks.json
  $ agent-orchestrator hooks settings TASK-142 --token ao_pat_…
  $ agent-orchestrator hooks history review-code
`;
