import { type Command, InvalidArgumentError } from 'commander';

export interface StartOptions {
  dir?: string;
  apiKey?: string;
  once?: boolean;
  maxConcurrent?: number;
  /** In milliseconds. */
  drainAfter?: number;
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
    .option(
      '--drain-after <time>',
      'take no new work after so long (90s, 30m, 8h), finish and leave',
      readTime,
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
  $ agent-orchestrator start --drain-after 8h
  $ ANTHROPIC_API_KEY=… agent-orchestrator start --once
`;

function readCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError('Give a whole number from 1 to 64.');
  return count;
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000 };
const TIME_MOST_MS = 168 * UNIT_MS.h;

function readTime(given: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(given) ?? [];
  const ms = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (!(ms > 0 && ms <= TIME_MOST_MS))
    throw new InvalidArgumentError('Give a time such as 90s, 30m or 8h, at most 168h.');
  return ms;
}
