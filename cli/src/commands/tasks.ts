import type { Command } from 'commander';
import type { DashboardOptions } from '../server/dashboard';
import { withDashboard } from './dashboard-options';
import { addAttachments } from './tasks/attachments';
import { addCreateTask } from './tasks/create';
import { addImportTasks } from './tasks/import';
import { addListTasks } from './tasks/list';

/** `tasks`: lists, shows, creates and decides about tasks. */
export function addTasks(program: Command): void {
  const tasks = program
    .command('tasks')
    .description('Tasks: list, show, create, decide')
    .addHelpText('after', EXAMPLES);
  addListTasks(tasks);
  withDashboard(
    tasks
      .command('show')
      .description('Show a task: where it stands and why, its limits, its commits')
      .argument('<task>', 'a ref like TASK-142'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./tasks/show-task')).showTask(ref, options);
    });
  withDashboard(
    tasks
      .command('views')
      .description('List the views of the task list that were saved: yours and those shared'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: DashboardOptions) => {
      await (await import('./tasks/list-views')).listViews(options);
    });
  addCreateTask(tasks);
  addImportTasks(tasks);
  addAttachments(tasks);
  withDashboard(
    tasks
      .command('cancel')
      .description('Cancel a task; a live agent is stopped')
      .argument('<task>', 'a ref like TASK-142')
      .option('--reason <text>', 'why; it is kept with the event'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions & { reason?: string }) => {
      await (await import('./tasks/decide-task')).cancel(ref, options);
    });
  withDashboard(
    tasks
      .command('retry')
      .description('Let another agent try; of a task that has ended without success, a copy is queued')
      .argument('<task>', 'a ref like TASK-142')
      .option('--guidance <text>', 'what the next agent should do differently'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions & { guidance?: string }) => {
      await (await import('./tasks/decide-task')).retry(ref, options);
    });
  withDashboard(
    tasks
      .command('run')
      .description('Queue a draft, or let a queued task go first')
      .argument('<task>', 'a ref like TASK-142'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions) => {
      await (await import('./tasks/decide-task')).run(ref, options);
    });
  withDashboard(
    tasks
      .command('sign')
      .description(
        'Sign what a task says, for machines that take signed tasks alone; shows it and asks first',
      )
      .argument('<task>', 'a ref like TASK-142')
      .option('-y, --yes', 'sign it without asking'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions & { yes?: boolean }) => {
      await (await import('./tasks/sign-task')).signTask(ref, options);
    });
  withDashboard(
    tasks
      .command('approve')
      .description('Approve the commit of a task in review; it is merged')
      .argument('<task>', 'a ref like TASK-142')
      .option('--commit <sha>', 'the commit you looked at; refused where it is another by now'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: DashboardOptions & { commit?: string }) => {
      await (await import('./tasks/approve-commit')).approveCommit(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator tasks --status NEEDS_HUMAN,IN_REVIEW
  $ agent-orchestrator tasks views
  $ agent-orchestrator tasks show TASK-142
  $ agent-orchestrator tasks create "Say hello in the README" --risk LOW --file README.md
  $ agent-orchestrator tasks import backlog.csv --dry-run
  $ agent-orchestrator tasks retry TASK-142 --guidance "keep the public interface"
  $ agent-orchestrator tasks approve TASK-142 --commit 1f0c2ab
`;
