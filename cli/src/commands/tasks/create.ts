import { type Command, Option } from 'commander';
import type { RiskLevel, TaskType } from '@/contract/task';
import type { DashboardOptions } from '../../server/dashboard';
import { collect, withDashboard } from '../dashboard-options';

export interface CreateOptions extends DashboardOptions {
  description?: string;
  project?: string;
  priority?: string;
  risk?: string;
  type?: string;
  role?: string;
  parent?: string;
  file?: string[];
  read?: string[];
  dependsOn?: string[];
  label?: string[];
  runnerLabel?: string[];
  accept?: string[];
  review?: boolean;
  engine?: string;
  model?: string;
  timeout?: string;
  maxTurns?: string;
  maxRetries?: string;
  budget?: string;
  base?: string;
  target?: string;
  draft?: boolean;
  sign?: boolean;
}

/** `tasks create`: the fields of a task as options. */
export function addCreateTask(tasks: Command): void {
  withDashboard(
    tasks
      .command('create')
      .description('Create a task and queue it')
      .argument('<title>', 'what is to be done, in one line')
      .option('--description <text>', 'the whole of it; - reads it from stdin')
      .option('--project <name>', 'by its name or id; needed where there is more than one')
      .option('--priority <n>', '0 is most urgent, 4 least; 2 unless told')
      .addOption(
        new Option('--risk <level>', 'HIGH and CRITICAL need a person before they are merged').choices([
          'LOW',
          'MEDIUM',
          'HIGH',
          'CRITICAL',
        ] satisfies RiskLevel[]),
      )
      .addOption(
        new Option('--type <type>', 'what it is').choices([
          'epic',
          'feature',
          'story',
          'task',
          'bug',
        ] satisfies TaskType[]),
      )
      .option('--role <role>', 'what kind of agent it wants; coding unless told')
      .option('--parent <task>', 'the task it is a part of')
      .option(
        '--file <path>',
        'a path, folder or pattern it will touch; may be given more than once',
        collect,
      )
      .option(
        '--read <path>',
        'a path, folder or pattern it only reads; may be given more than once',
        collect,
      )
      .option(
        '--depends-on <task>',
        'a task that must be completed first; may be given more than once',
        collect,
      )
      .option('--label <label>', 'may be given more than once', collect)
      .option('--runner-label <label>', 'what its runner must have; may be given more than once', collect)
      .option('--accept <text>', 'what must be true at the end; may be given more than once', collect)
      .option('--review', 'a person must look at it, whatever its risk')
      .option('--engine <engine>', 'claude-code or anthropic-api')
      .option('--model <model>', 'which model the engine takes')
      .option('--timeout <minutes>', 'how long an agent may take')
      .option('--max-turns <n>', 'how many turns an agent may take')
      .option('--max-retries <n>', 'how many failures are tried again')
      .option('--budget <usd>', 'what it may cost, in US dollars')
      .option('--base <branch>', 'the branch it starts from')
      .option('--target <branch>', 'the branch it is merged into')
      .option('--draft', 'keep it out of the queue; tasks run queues it')
      .option(
        '--sign',
        'sign it with the key of agent-orchestrator keys, for machines that take signed tasks alone',
      ),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (title: string, options: CreateOptions) => {
      await (await import('./create-task')).createOneTask(title, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator tasks create "Say hello in the README" --risk LOW --file README.md
  $ agent-orchestrator tasks create "Split the parser" --description - --budget 2.50 < parser.md
  $ agent-orchestrator tasks create "Ship it" --depends-on TASK-7 --json | jq -r .data.ref
`;
