import { ENDED, STATUSES } from './status-vocabulary';
import type { TaskFilters } from './task-filters-url';

const ACTIVE = STATUSES.filter((status) => !ENDED.includes(status));

/** The query for the upper part of the list: what has not ended, or just the statuses that were chosen. */
export function activeTasks(filters: TaskFilters) {
  const statuses = filters.status.length > 0 ? filters.status : ACTIVE;
  return { limit: 100, status: statuses.join(','), ...narrowed(filters) };
}

/** The query for what has ended. */
export const endedTasks = (filters: TaskFilters) => ({
  limit: 25,
  status: ENDED.join(','),
  ...narrowed(filters),
});

function narrowed({ q, risk, project }: TaskFilters) {
  return {
    q: q.trim() || undefined,
    riskLevel: risk.length > 0 ? risk.join(',') : undefined,
    projectId: project || undefined,
  };
}
