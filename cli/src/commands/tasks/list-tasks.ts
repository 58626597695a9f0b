import { listTasks } from '@/contract/task-calls';
import { taskQueryOf } from '@/contract/task-query-of';
import type { TaskView } from '@/contract/task-view';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import { readTaskRef } from '../read-ref';
import { saySlice } from '../say-slice';
import { chooseView } from './choose-view';
import type { TaskFilters } from './list';

/** Prints the tasks that filters leave. */
export async function listSomeTasks(options: TaskFilters): Promise<void> {
  const dashboard = openDashboard(options);
  const asked = {
    status: options.status?.toUpperCase(),
    riskLevel: options.risk?.toUpperCase(),
    projectId: await chooseProject(dashboard, options.project),
    q: options.search,
    type: options.type,
    label: options.label,
    parent: options.parent && readTaskRef(options.parent),
    role: options.role,
    priority: options.priority,
    assignee: options.assignee,
    archived: options.archived,
    sort: options.sort,
    order: options.order,
    limit: options.limit,
    offset: options.offset,
  };
  const shown = options.view === undefined ? {} : queryOfView(await chooseView(dashboard, options.view));
  const query = { ...shown, ...given(asked) };
  const { items, pagination } = await dashboard.list(listTasks, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0) return print('No task matches.');
  printTable(
    ['TASK', 'STATUS', 'RISK', 'PRIORITY', 'PROJECT', 'CHANGED', 'TITLE'],
    items.map((task) => [
      task.ref,
      task.reason ? `${task.status} (${task.reason})` : task.status,
      task.riskLevel,
      String(task.priority),
      task.projectName,
      sayAge(task.updatedAt),
      task.title,
    ]),
  );
  saySlice(items.length, pagination);
}

const queryOfView = ({ shows }: TaskView) => ({
  ...taskQueryOf(shows),
  status: shows.status.join(',') || undefined,
});

/** What is given of `asked`: what is not leaves a view as it is. */
const given = <T extends object>(asked: T): Partial<T> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Partial<T>;
