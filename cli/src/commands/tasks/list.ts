import { type Command, Option } from 'commander';
import type { TaskSort } from '@/contract/task-calls';
import type { DashboardOptions } from '../../server/dashboard';
import { withDashboard } from '../dashboard-options';

export interface TaskFilters extends DashboardOptions {
  status?: string;
  risk?: string;
  project?: string;
  search?: string;
  type?: string;
  label?: string;
  parent?: string;
  role?: string;
  priority?: string;
  assignee?: string;
  archived?: 'true' | 'all';
  sort?: TaskSort;
  order?: 'asc' | 'desc';
  view?: string;
  limit: string;
  offset: string;
}

/** `tasks list`, which `tasks` alone means too. */
export function addListTasks(tasks: Command): void {
  withDashboard(
    tasks
      .command('list', { isDefault: true })
      .description('List tasks, newest change first')
      .option('--status <list>', 'where they stand: some of QUEUED,IN_PROGRESS,IN_REVIEW,NEEDS_HUMAN,…')
      .option('--risk <list>', 'some of LOW,MEDIUM,HIGH,CRITICAL')
      .option('--project <name>', 'of a project, by its name or id')
      .option('-q, --search <text>', 'with this in the title or description')
      .option('--type <list>', 'some of epic,feature,story,task,bug')
      .option('--label <label>', 'with a label')
      .option('--parent <task>', 'the sub-tasks of a task')
      .option('--role <role>', 'for a role, like coding')
      .option('--priority <n>', 'of a priority: 0 is most urgent, 4 least')
      .option('--assignee <who>', 'me, none, or the id of a member')
      .addOption(
        new Option('--archived <which>', 'what was archived: only that, or that too').choices([
          'true',
          'all',
        ]),
      )
      .addOption(
        new Option('--sort <by>', 'what they are ordered by').choices([
          'updated',
          'created',
          'priority',
          'number',
        ]),
      )
      .addOption(new Option('--order <order>', 'which way').choices(['asc', 'desc']))
      .option('--view <name>', 'as a saved view shows them; other options narrow it down or replace its own')
      .option('--limit <n>', 'how many to list (up to 100)', '50')
      .option('--offset <n>', 'how many to leave out first', '0'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: TaskFilters) => {
      await (await import('./list-tasks')).listSomeTasks(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator tasks
  $ agent-orchestrator tasks --status NEEDS_HUMAN,IN_REVIEW --project shop
  $ agent-orchestrator tasks --view "This week"
  $ agent-orchestrator tasks --json | jq -r '.data[] | "\\(.ref) \\(.title)"'
`;
