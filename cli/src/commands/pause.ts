import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';
import { namesScope, type ScopeOptions, withScope } from './scope-options';

const WHOM = 'an agent’s id, or a task whose agent is meant; this machine’s runner unless told';

/** A machine knows which dashboard it belongs to, whatever the environment says. */
const FOUND = 'as connected for this machine’s runner, else AGENT_ORCHESTRATOR_URL';

/** `pause` and `resume`: this machine's runner, or one agent. */
export function addPause(program: Command): void {
  withDashboard(
    program
      .command('pause')
      .description('Let this machine’s runner take no new work, or pause one agent')
      .argument('[agent|task]', WHOM)
      .option('--note <text>', 'why, for a runner; the dashboard shows it'),
    FOUND,
  )
    .addHelpText('after', EXAMPLES)
    .action(async (target: string | undefined, options: DashboardOptions & { note?: string }) => {
      await (await import('./pause-work')).pauseWork(target, options);
    });
  withScope(
    program
      .command('resume')
      .description('Let a paused runner or agent go on, or start again what was stopped')
      .argument('[agent|task]', WHOM),
    'start again',
    FOUND,
  )
    .addHelpText('after', EXAMPLES)
    .action(async (target: string | undefined, options: DashboardOptions & ScopeOptions) => {
      if (namesScope(undefined, options)) return (await import('./stop-work')).startWork(undefined, options);
      await (await import('./pause-work')).resumeWork(target, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator pause --note "updating this machine"
  $ agent-orchestrator resume
  $ agent-orchestrator pause TASK-142
  $ agent-orchestrator resume --all
`;
