import { listLockWaits } from '@/contract/lock';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import type { ProjectOption } from '../locks';
import { saySlice } from '../say-slice';

/** Prints the tasks that wait for files, one line for each file. */
export async function listWaits(options: ProjectOption & { limit: string; offset: string }): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const query = { projectId, limit: options.limit, offset: options.offset };
  const { items, pagination } = await dashboard.list(listLockWaits, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0) return print('No task waits for a file.');
  printTable(
    ['TASK', 'QUEUED', 'WAITS FOR', 'HELD BY', 'WHICH IS'],
    items.flatMap(({ taskRef, queuedAt, waitsFor }) => {
      const task = [taskRef, queuedAt ? sayAge(queuedAt) : ''];
      if (waitsFor.length === 0) return [[...task, 'nothing any more', '', '']];
      return waitsFor.map((one) => [...task, one.path, one.taskRef, one.status]);
    }),
  );
  saySlice(items.length, pagination);
}
