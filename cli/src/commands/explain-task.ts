import { whyTask } from '@/contract/task-calls';
import { type DashboardOptions, openDashboard } from '../server/dashboard';
import { print, printJson } from '../terminal/say';
import { readTaskRef } from './read-ref';

/** Prints what holds a task, first the sentence that matters most. */
export async function explainTask(given: string, options: DashboardOptions): Promise<void> {
  const ref = readTaskRef(given);
  const dashboard = openDashboard(options);
  const why = await dashboard.call(whyTask, { params: { id: ref } });
  if (options.json) return printJson({ data: why });
  print(`${why.taskRef}: ${why.sentence}`);
  for (const { sentence, link } of why.holds) {
    if (sentence !== why.sentence) print(`  then: ${sentence}`);
    if (link) print(`        ${new URL(link, dashboard.origin).href}`);
  }
}
