import type { Command } from 'commander';

/** `doctor`: tries everything this machine needs and says what to do about what is missing. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check everything this machine needs, and say what to do about what is missing')
    .option('-d, --dir <folder>', 'the folder to look for repositories in (default: as connected)')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { dir?: string; json?: boolean }) => {
      await (await import('./check-machine')).checkMachine(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator doctor
  $ agent-orchestrator doctor --json

Exit code: 0 where nothing fails, 1 otherwise.
`;
