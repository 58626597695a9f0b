import type { Command } from 'commander';
import type { DashboardOptions } from '../../server/dashboard';
import { withDashboard } from '../dashboard-options';

export interface AttachmentsOptions extends DashboardOptions {
  save?: string;
}

/** `tasks attach` and `tasks attachments`: the files that people give to a task. */
export function addAttachments(tasks: Command): void {
  withDashboard(
    tasks
      .command('attach')
      .description('Give files to a task; its agents read them, and none of them is committed')
      .argument('<task>', 'a ref like TASK-142')
      .argument('<files...>', 'files of 10 MiB at most, 20 a task'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, files: string[], options: DashboardOptions) => {
      await (await import('./attach-files')).attachFiles(ref, files, options);
    });
  withDashboard(
    tasks
      .command('attachments')
      .description('List the files of a task, or save them')
      .argument('<task>', 'a ref like TASK-142')
      .option('--save <folder>', 'put them into this folder; what is there already is left as it is'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (ref: string, options: AttachmentsOptions) => {
      await (await import('./list-attachments')).listTaskAttachments(ref, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator tasks attach TASK-142 screenshot.png error.log
  $ agent-orchestrator tasks attachments TASK-142 --save ./task-142
`;
