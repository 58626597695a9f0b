import { taskQueryOf } from '@/contract/task-query-of';
import { ENDED, PRESSING, WAITING } from './status-vocabulary';
import type { TaskFilters, TaskView } from './task-filters-url';

type Asked = TaskFilters & Pick<TaskView, 'sort'>;

/**
 * The query for the top of the list: what people or machines are at, or just the statuses that were chosen. It is read apart
 * from what waits: a hundred new drafts would push what needs a person off the first page.
 */
export function pressingTasks(filters: Asked) {
  const statuses = filters.status.length > 0 ? filters.status : PRESSING;
  return { limit: 100, status: statuses.join(','), ...taskQueryOf(filters) };
}

/** The query for what waits for its turn, its locks or a person who queues it. */
export const waitingTasks = (filters: Asked) => ({
  limit: 100,
  status: WAITING.join(','),
  ...taskQueryOf(filters),
});

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
