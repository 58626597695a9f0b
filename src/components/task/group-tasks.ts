import type { Task } from '@/contract/task';
import { words } from '../words/task-rows';
import { ATTENTION_GROUPS, hasEnded } from './status-vocabulary';
import type { TaskGroup } from './task-table';
import { totalOf, type Unread } from './unread-tasks';

interface Counted {
  /** How many tasks there are of each status, where nothing narrows the list. */
  totals: Record<string, number> | null;
  endedTotal: number;
  unread: Unread;
}

/** Tasks by who has to do something; `past` are those that ended, last. */
export function groupTasks(
  tasks: Task[],
  past: Task[],
  { totals, endedTotal, unread }: Counted,
): TaskGroup[] {
  const groups: TaskGroup[] = ATTENTION_GROUPS.map(({ key, title, statuses }) => {
    const members = tasks.filter((task) => statuses.includes(task.status));
    const total = totalOf(statuses, members.length, { totals, unread: unread.statuses });
    const all = total > members.length ? unread.addressOf(statuses) : undefined;
    return { key, title, tasks: members, total, all };
  });
  const chosen = tasks.filter((task) => hasEnded(task.status));
  groups.push({ key: 'chosen', title: words.ended, tasks: chosen, total: chosen.length });
  groups.push({ key: 'ended', title: words.ended, tasks: past, total: endedTotal });
  return groups.filter((group) => group.tasks.length > 0 || group.all);
}
