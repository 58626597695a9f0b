import type { Command } from 'commander';

export interface DoctorOptions {
  dir?: string;
  fix?: boolean;
  json?: boolean;
}

/** `doctor`: tries everything this machine needs and says what to do about what is missing. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check everything this machine needs, and say what to do about what is missing')
    .option('-d, --dir <folder>', 'the folder to look for repositories in (default: as connected)')
    .option('--fix', 'mend what can be mended without losing anything, and say each thing done')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: DoctorOptions) => {
      await (await import('./check-machine')).checkMachine(options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator doctor
  $ agent-orchestrator doctor --fix
  $ agent-orchestrator doctor --json

--fix closes settings that others may read, removes what an ended runner has left, and lets repositories forget worktrees
of agents that are gone. It installs nothing and touches no work: for the rest, each line says the command.

Exit code: 0 where nothing fails, 1 otherwise.
`;
