import { ENDED, STATUSES } from './status-vocabulary';
import type { TaskFilters, TaskView } from './task-filters-url';

const ACTIVE = STATUSES.filter((status) => !ENDED.includes(status));
type Asked = TaskFilters & Pick<TaskView, 'sort'>;

/** The query for the upper part of the list: what has not ended, or just the statuses that were chosen. */
export function activeTasks(filters: Asked) {
  const statuses = filters.status.length > 0 ? filters.status : ACTIVE;
  return { limit: 100, status: statuses.join(','), ...narrowed(filters) };
}

/** The query for what has ended. */
export const endedTasks = (filters: Asked) => ({
  limit: 25,
  status: ENDED.join(','),
  ...narrowed(filters),
});

const LABEL = /^[A-Za-z0-9][\w.:/-]{0,62}$/;
/** The labels that a text names; what can be none is left out. */
export const labelsIn = (text: string) => text.split(/[\s,]+/).filter((word) => LABEL.test(word));

const ASSIGNEE = /^(me|none|user_[0-9a-f]{32})$/;

function narrowed({ q, risk, project, type, label, assignee, archived, sort }: Asked) {
  return {
    q: q.trim() || undefined,
    riskLevel: risk.length > 0 ? risk.join(',') : undefined,
    projectId: project || undefined,
    type: type.length > 0 ? type.join(',') : undefined,
    archived: archived ?? undefined,
    assignee: ASSIGNEE.test(assignee) ? assignee : undefined,
    label: labelsIn(label).join(',') || undefined,
    sort: sort === 'updated' ? undefined : sort,
  };
}
