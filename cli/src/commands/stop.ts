import { type Command, InvalidArgumentError } from 'commander';

export interface StopOptions {
  now?: boolean;
  wait: boolean;
  timeout?: number;
  json?: boolean;
}

/** `stop`: ends the runner of this machine in good order. */
export function addStop(program: Command): void {
  program
    .command('stop')
    .description('Let the runner of this machine finish what it has and leave; waits until it has')
    .option('--now', 'hand its tasks back to the queue instead of finishing them')
    .option('--no-wait', 'do not wait until it has left')
    .option('--timeout <seconds>', 'wait no longer than this; it goes on leaving', readSeconds)
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: StopOptions) => {
      await (await import('./stop-runner')).stopRunner(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator stop
  $ agent-orchestrator stop --now --timeout 30

Exit code: 0 once no runner runs here, 1 where it had not left in time.
`;

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new InvalidArgumentError('Give a number of seconds, up to 86400.');
  return seconds;
}
