import { listLocks } from '@/contract/lock';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import type { ProjectOption } from '../locks';
import { saySlice } from '../say-slice';

/** Prints the file locks that are held. */
export async function listHeldLocks(
  options: ProjectOption & { limit: string; offset: string },
): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const query = { projectId, limit: options.limit, offset: options.offset };
  const { items, pagination } = await dashboard.list(listLocks, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0) return print('No file is locked.');
  printTable(
    ['TASK', 'HELD', 'PROJECT', 'LOCK', 'PATH'],
    items.map(({ taskRef, createdAt, projectName, id, pattern }) => [
      taskRef,
      sayAge(createdAt),
      projectName,
      id,
      pattern,
    ]),
  );
  saySlice(items.length, pagination);
}
