import type { BodyOf, ReturnsOf } from '@/contract/endpoint';
import { type importTasks as endpoint, MOST_FAULTS, MOST_TASKS } from '@/contract/task-batch';
import { readCsvTasks } from '@/domain/tasks/read-csv-tasks';
import { readJsonTasks } from '@/domain/tasks/read-json-tasks';
import type { Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';
import { planTasks } from './plan-tasks';
import { writeTasks } from './write-tasks';

type Answer = ReturnsOf<typeof endpoint>;

/** Reads tasks from a file and writes them, all or none: none where a line has a fault, or in a dry run. */
export async function importTasks(
  tx: Tx,
  runs: Runs,
  person: { workspaceId: string; userId: string },
  { format, content, projectId, dryRun }: BodyOf<typeof endpoint>,
): Promise<Answer> {
  const { entries, faults: all } = format === 'csv' ? readCsvTasks(content) : readJsonTasks(content);
  const faults = all.slice(0, MOST_FAULTS);
  const answer: Answer = {
    dryRun,
    tasks: entries.map(({ line, draft }) => ({ line, title: draft.title, ref: null })),
    faults,
  };
  if (entries.length > MOST_TASKS)
    faults.push({
      line: entries[MOST_TASKS]!.line,
      column: null,
      message: `At most ${MOST_TASKS} tasks are taken at once.`,
    });
  else if (entries.length === 0 && faults.length === 0)
    faults.push({ line: 1, column: null, message: 'There is no task in it.' });
  if (faults.length > 0) return answer;
  const plan = await planTasks(tx, runs, person.workspaceId, {
    projectId,
    tasks: entries.map(({ draft }) => draft),
  });
  for (const { index, field, error } of plan.faults)
    faults.push({ line: entries[index]!.line, column: field, message: error.message });
  if (dryRun || faults.length > 0) return answer;
  const made = await writeTasks(runs, person, plan);
  return { ...answer, tasks: answer.tasks.map((task, i) => ({ ...task, ref: made[i]!.ref })) };
}
