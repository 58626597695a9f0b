import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface RuleFilters extends DashboardOptions {
  project?: string;
  limit: string;
}

/** `rules`: the answers that people made rules. */
export function addRules(program: Command): void {
  const rules = program
    .command('rules')
    .description('Rules: answers that the next same question gets by itself')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    rules
      .command('list', { isDefault: true })
      .description('List the rules, newest first')
      .option('--project <name>', 'a project, by its name or id')
      .option('--limit <n>', 'how many to list (up to 100)', '50'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: RuleFilters) => {
      await (await import('./rules/list-rules')).listAllRules(options);
    });
  withDashboard(
    rules
      .command('remove')
      .description('Remove a rule: the next same question comes to a person again')
      .argument('<rule>', 'its id, like rule_0198c0de…'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: DashboardOptions) => {
      await (await import('./rules/remove-rule')).removeOneRule(id, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator rules
  $ agent-orchestrator answer EXC-20 allow --always
  $ agent-orchestrator rules --project Shop --json
`;
