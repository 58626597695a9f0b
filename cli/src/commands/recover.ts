import type { Command } from 'commander';

/** `recover`: lists the unfinished work that this machine keeps, and makes a branch of it. */
export function addRecover(program: Command): void {
  program
    .command('recover')
    .description('List the unfinished work of agents that this machine keeps, or make a branch of it')
    .argument('[task]', 'the task whose work to recover, as in TASK-142')
    .option('--attempt <n>', 'the attempt (default: the last that left something)')
    .option('-d, --dir <folder>', 'the folder to look for repositories in (default: as connected)')
    .option('--clean', 'forget work that is proven to be merged already')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (task: string | undefined, options: RecoverOptions) => {
      await (await import('./recover/recover-work')).recoverWork(task, options);
    });
}

export interface RecoverOptions {
  attempt?: string;
  dir?: string;
  clean?: boolean;
  json?: boolean;
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator recover
  $ agent-orchestrator recover TASK-142
  $ agent-orchestrator recover TASK-142 --attempt 2

Nothing is overwritten: the work becomes a branch of its own, recovered/TASK-142-2. --clean forgets only what changes
nothing any more when it is laid over the repository's present branch.
`;
