import { projectAsked, wordsAsked } from './as-asked';
import type { TaskViewShows } from './task-view';

const MOST_LABELS = 20;
const LABEL = /^[A-Za-z0-9][\w.:/-]{0,62}$/;
/** The labels that a text names; what can be none is left out. */
const labelsIn = (text: string) => text.split(/[\s,]+/).filter((word) => LABEL.test(word));

const ASSIGNEE = /^(me|none|user_[0-9a-f]{32})$/;

/** What `listTasks` is asked for a view: all but its statuses, which a page splits, and how it is laid out. */
export function taskQueryOf(shows: Omit<TaskViewShows, 'status' | 'view'>) {
  const { q, risk, project, type, label, assignee, archived, sort } = shows;
  return {
    q: wordsAsked(q),
    riskLevel: risk.length > 0 ? risk.join(',') : undefined,
    projectId: projectAsked(project),
    type: type.length > 0 ? type.join(',') : undefined,
    archived: archived ?? undefined,
    assignee: ASSIGNEE.test(assignee) ? assignee : undefined,
    label: labelsIn(label).slice(0, MOST_LABELS).join(',') || undefined,
    sort: sort === 'updated' ? undefined : sort,
  };
}
