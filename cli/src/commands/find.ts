import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface FindOptions extends DashboardOptions {
  kind?: string;
  limit: string;
}

/** `find`: anything by its ref or its words. */
export function addFind(program: Command): void {
  withDashboard(
    program
      .command('find')
      .description(
        'Find tasks, decisions, flows, projects, agents and machines by a ref or the beginnings of words',
      )
      .argument('<words>', 'what to look for')
      .option('--kind <list>', 'some of task,exception,flow,project,agent,runner')
      .option('--limit <n>', 'how many of each kind (up to 25)', '8'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (words: string, options: FindOptions) => {
      await (await import('./find-anything')).findAnything(words, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator find "negative amount"
  $ agent-orchestrator find laptop --kind agent,runner
`;
