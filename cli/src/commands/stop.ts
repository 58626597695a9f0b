import { type Command, InvalidArgumentError } from 'commander';
import { namesScope, type ScopeOptions, withScope } from './scope-options';

export interface StopOptions extends ScopeOptions {
  now?: boolean;
  wait: boolean;
  timeout?: number;
  note?: string;
  dryRun?: boolean;
}

/** `stop`: ends the runner of this machine in good order, or stops a task, a project, a runner or everything at once. */
export function addStop(program: Command): void {
  withScope(
    program
      .command('stop')
      .description(
        'Let the runner of this machine finish what it has and leave; or stop a task, a project, a runner, a run of a flow or everything',
      )
      .argument('[task]', 'a task whose agents to stop, with those of its sub-tasks, on whatever machine'),
    'stop',
  )
    .option('--note <text>', 'why a task, a project, a runner or everything stops; shown to everybody')
    .option('--dry-run', 'only say what would be stopped there')
    .option('--now', 'hand its tasks back to the queue instead of finishing them')
    .option('--no-wait', 'do not wait until it has left')
    .option('--timeout <seconds>', 'wait no longer than this; it goes on leaving', readSeconds)
    .addHelpText('after', EXAMPLES)
    .action(async (task: string | undefined, options: StopOptions) => {
      if (namesScope(task, options)) await (await import('./stop-work')).stopWork(task, options);
      else await (await import('./stop-runner')).stopRunner(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator stop
  $ agent-orchestrator stop --now --timeout 30
  $ agent-orchestrator stop --all --note "the main branch is broken"
  $ agent-orchestrator stop --project Shop
  $ agent-orchestrator stop TASK-142
  $ agent-orchestrator resume --all

What a task, a project, a runner or everything stops: no agent begins there until it is resumed, and every one at work
is ended by its runner within seconds. What it wrote is kept, its task goes back to the queue at no cost of an attempt.
A merge comes to its end. Stopping twice is stopping once.

Exit code: 0 once no runner runs here, 1 where it had not left in time.
`;

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new InvalidArgumentError('Give a number of seconds, up to 86400.');
  return seconds;
}
