import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface TakeoverOptions extends DashboardOptions {
  dir?: string;
  done?: boolean;
  back?: boolean;
  text?: string;
}

/** `takeover`: goes on by hand with a task that waits for a person, on the machine that has its work. */
export function addTakeover(program: Command): void {
  withDashboard(
    program
      .command('takeover')
      .description(
        'Go on by hand with a task that waits for you, where its agent stopped; nobody claims it meanwhile',
      )
      .argument('<task>', 'a ref like TASK-142')
      .option('--done', 'hand in what stands in the working tree: it is verified, and a person reviews it')
      .option('--back', 'give the task back to the queue; what stands in the working tree is kept')
      .option('--text <text>', 'with --back: guidance for the next agent')
      .option('-d, --dir <folder>', 'the folder to look for repositories in (default: as connected)'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: TakeoverOptions) => {
      await (await import('./takeover/take-over')).takeOver(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator takeover TASK-142
  $ agent-orchestrator takeover TASK-142 --done
  $ agent-orchestrator takeover TASK-142 --back --text "the parser is done, the printer is not"
`;
