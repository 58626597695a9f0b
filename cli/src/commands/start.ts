import { type Command, InvalidArgumentError } from 'commander';

export interface StartOptions {
  dir?: string;
  apiKey?: string;
  once?: boolean;
  maxConcurrent?: number;
  json?: boolean;
}

/** `start`: works on tasks until told to stop. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('Work on tasks until told to stop (Ctrl-C: finish, then leave)')
    .option('-d, --dir <folder>', 'the folder whose repositories may be worked on (default: as connected)')
    .option(
      '-k, --api-key <key>',
      'Anthropic API key; others on this machine can see it in the process list, so prefer ANTHROPIC_API_KEY',
    )
    .option('--once', 'take one piece of work, finish it and leave')
    .option(
      '--max-concurrent <n>',
      'how many agents may run at the same time (default: as configured)',
      readCount,
    )
    .option('--json', 'print events as JSON lines on stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (options: StartOptions) => {
      await (await import('./start-working')).startWorking(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator start
  $ agent-orchestrator start -d ~/projects --max-concurrent 3
  $ ANTHROPIC_API_KEY=… agent-orchestrator start --once
`;

function readCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError('Give a whole number from 1 to 64.');
  return count;
}
