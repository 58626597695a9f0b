import { listTaskViews, type TaskViewShows } from '@/contract/task-view';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';

/** Prints the saved views of the task list. */
export async function listViews(options: DashboardOptions): Promise<void> {
  const views = await openDashboard(options).call(listTaskViews, {});
  if (options.json) return printJson({ data: views });
  if (views.length === 0) return print('No view is saved. Save one from the task list of the dashboard.');
  printTable(
    ['VIEW', 'WHOSE', 'SHOWS'],
    views.map(({ name, shared, yours, by, shows }) => [
      name,
      yours ? (shared ? 'yours, shared' : 'yours') : `by ${by}`,
      sayShown(shows),
    ]),
  );
}

/** What a view narrows the list to, by the names of its address: "status NEEDS_HUMAN,IN_REVIEW; sort priority". */
function sayShown(shows: TaskViewShows): string {
  const parts = Object.entries({ ...shows, sort: shows.sort === 'updated' ? '' : shows.sort }).flatMap(
    ([name, value]) => (value && value.length > 0 && value !== 'list' ? `${name} ${value}` : []),
  );
  return parts.join('; ') || 'all tasks';
}
