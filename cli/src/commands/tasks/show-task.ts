import type { Task } from '@/contract/task';
import { getTask, whyTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { cleanLine } from '../../terminal/clean-text';
import { colors } from '../../terminal/colors';
import { sayAge, sayMoney } from '../../terminal/quantities';
import { print, printJson, printPainted } from '../../terminal/say';
import { printFacts } from '../../terminal/table';
import { readTaskRef } from '../read-ref';

/** Prints a task, and in one sentence why it stands where it stands. */
export async function showTask(given: string, options: DashboardOptions): Promise<void> {
  const ref = readTaskRef(given);
  const dashboard = openDashboard(options);
  const params = { id: ref };
  const task = await dashboard.call(getTask, { params });
  if (options.json) return printJson({ data: task });
  const why = await dashboard.call(whyTask, { params });
  printPainted(`${colors.bold(cleanLine(task.ref))}  ${cleanLine(task.title)}`);
  print(why.sentence);
  printFacts(factsOf(task));
  for (const wish of task.acceptance) print(`  - ${wish}`);
  if (task.description) print(`\n${task.description}`);
  if (task.feedback) print(`\nGuidance for the next agent:\n${task.feedback}`);
  print(`\n${dashboard.origin}/tasks/${task.ref}`);
}

function factsOf(task: Task): [string, string | null][] {
  const { subTasks, spentMicros, budgetMicros } = task;
  return [
    ['Status', task.reason ? `${task.status} (${task.reason})` : task.status],
    ['Resolution', [task.resolution, task.resolutionNote].filter(Boolean).join(': ')],
    ['Project', task.projectName],
    ['Type', `${task.type} for ${task.role}, risk ${task.riskLevel}, priority ${task.priority}`],
    ['Part of', task.parentRef],
    ['Sub-tasks', subTasks.total > 0 ? `${subTasks.total}, ${subTasks.open} of them open` : null],
    [task.followsUp ? 'Goes on from' : 'Copy of', task.originRef],
    ['Depends on', task.dependsOn.join(', ')],
    ['Labels', task.labels.join(', ')],
    ['Runner with', task.runnerLabels.join(', ')],
    ['Files', task.filesHint.join(', ')],
    ['Reads', task.readsHint.join(', ')],
    ['Agent', task.agentId && `${task.agentId} on ${task.runnerName ?? 'a runner'}`],
    ['Doing', task.activity],
    ['Attempts', `${task.attempt}, ${task.failures} of ${task.maxRetries + 1} failed`],
    ['Verdict', task.verdict],
    ['Commit', task.headSha],
    ['Merged', task.mergedSha],
    ['Branch', [task.baseBranch, task.targetBranch].filter(Boolean).join(' to ')],
    ['Spent', `${sayMoney(spentMicros)}${budgetMicros === null ? '' : ` of ${sayMoney(budgetMicros)}`}`],
    ['Changed', `${sayAge(task.updatedAt)} ago`],
  ];
}
