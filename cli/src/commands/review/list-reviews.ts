import { listTasks } from '@/contract/task-calls';
import { openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { printTable } from '../../terminal/table';
import { chooseProject } from '../choose-project';
import type { ReviewFilters } from '../review';
import { saySlice } from '../say-slice';

/** Prints the tasks whose commits wait for a review. */
export async function listReviews(options: ReviewFilters): Promise<void> {
  const dashboard = openDashboard(options);
  const projectId = await chooseProject(dashboard, options.project);
  const query = { status: 'IN_REVIEW', projectId, limit: options.limit, offset: options.offset };
  const { items, pagination } = await dashboard.list(listTasks, { query });
  if (options.json) return printJson({ data: items, pagination });
  if (items.length === 0) return print('Nothing waits for a review.');
  printTable(
    ['TASK', 'RISK', 'PROOF', 'COMMIT', 'PROJECT', 'SINCE', 'TITLE'],
    items.map((task) => [
      task.ref,
      task.riskLevel,
      task.verdict ?? 'none',
      task.headSha?.slice(0, 12) ?? '',
      task.projectName,
      sayAge(task.updatedAt),
      task.title,
    ]),
  );
  saySlice(items.length, pagination);
}
