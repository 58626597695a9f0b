import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';

export interface ProjectOption extends DashboardOptions {
  project?: string;
}

const PROJECT = ['--project <name>', 'a project, by its name or id'] as const;

/** `locks`: which files are held, whether files are free, who waits, and taking files from the tasks that hold them. */
export function addLocks(program: Command): void {
  const locks = program
    .command('locks')
    .description('File locks: who holds what')
    .addHelpText('after', EXAMPLES);
  withDashboard(
    locks
      .command('list', { isDefault: true })
      .description('List the file locks that are held')
      .option(...PROJECT)
      .option('--limit <n>', 'how many to list (up to 100)', '50')
      .option('--offset <n>', 'how many to leave out first', '0'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ProjectOption & { limit: string; offset: string }) => {
      await (await import('./locks/list-locks')).listHeldLocks(options);
    });
  withDashboard(
    locks
      .command('check')
      .description('Say whether files could be locked now; exit code 1 where one is held')
      .argument('<path...>', 'paths as in the repository; patterns like src/** and folders like src/ too')
      .option(...PROJECT),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ProjectOption) => {
      await (await import('./locks/check-paths')).checkPaths(paths, options);
    });
  withDashboard(
    locks
      .command('waits')
      .description('List tasks that wait for files, and who holds what each waits for')
      .option(...PROJECT)
      .option('--limit <n>', 'how many to list (up to 100)', '50')
      .option('--offset <n>', 'how many to leave out first', '0'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ProjectOption & { limit: string; offset: string }) => {
      await (await import('./locks/list-waits')).listWaits(options);
    });
  withDashboard(
    locks
      .command('take')
      .description('Give a waiting task the files it waits for; who held them keeps its work and is told why')
      .argument('<task>', 'a task that waits, such as TASK-7')
      .requiredOption('--reason <text>', 'why; it is kept with the event, and told'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (task: string, options: DashboardOptions & { reason: string }) => {
      await (await import('./locks/take-over')).takeOver(task, options);
    });
  withDashboard(
    locks
      .command('release')
      .description('Take a file lock from the task that holds it')
      .argument('<lock>', 'the id of a lock, as the list shows it')
      .requiredOption('--reason <text>', 'why; it is kept with the event'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (lock: string, options: DashboardOptions & { reason: string }) => {
      await (await import('./locks/release-lock')).releaseHeldLock(lock, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator locks
  $ agent-orchestrator locks check src/auth/session.ts "src/api/**"
  $ agent-orchestrator locks waits
  $ agent-orchestrator locks take TASK-7 --reason "it fixes what is down"
  $ agent-orchestrator locks release lock_0198c0de… --reason "the task was given up"
`;
