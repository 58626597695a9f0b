import { taskQueryOf } from '@/contract/task-query-of';
import { ENDED, STATUSES } from './status-vocabulary';
import type { TaskFilters, TaskView } from './task-filters-url';

const ACTIVE = STATUSES.filter((status) => !ENDED.includes(status));
type Asked = TaskFilters & Pick<TaskView, 'sort'>;

/** The query for the upper part of the list: what has not ended, or just the statuses that were chosen. */
export function activeTasks(filters: Asked) {
  const statuses = filters.status.length > 0 ? filters.status : ACTIVE;
  return { limit: 100, status: statuses.join(','), ...taskQueryOf(filters) };
}

/** The query for all of them in one order, for the table. */
export const allTasks = (filters: Asked) => ({
  limit: 100,
  status: filters.status.join(',') || undefined,
  ...taskQueryOf(filters),
});

/** The query for what has ended. */
export const endedTasks = (filters: Asked) => ({
  limit: 25,
  status: ENDED.join(','),
  ...taskQueryOf(filters),
});
