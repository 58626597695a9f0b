import type { TaskViewShows } from './task-view';

const LABEL = /^[A-Za-z0-9][\w.:/-]{0,62}$/;
/** The labels that a text names; what can be none is left out. */
const labelsIn = (text: string) => text.split(/[\s,]+/).filter((word) => LABEL.test(word));

const ASSIGNEE = /^(me|none|user_[0-9a-f]{32})$/;

/** What `listTasks` is asked for a view: all but its statuses, which a page splits, and how it is laid out. */
export function taskQueryOf(shows: Omit<TaskViewShows, 'status' | 'view'>) {
  const { q, risk, project, type, label, assignee, archived, sort } = shows;
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
