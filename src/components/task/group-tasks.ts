import type { Task } from '@/contract/task';
import { words } from '../words/task-rows';
import { ATTENTION_GROUPS, hasEnded } from './status-vocabulary';
import type { TaskGroup } from './task-table';

interface Counted {
  /** How many tasks there are of each status, where nothing narrows the list. */
  totals: Record<string, number> | null;
  endedTotal: number;
}

/** Tasks by who has to do something; `past` are those that ended, last. */
export function groupTasks(tasks: Task[], past: Task[], { totals, endedTotal }: Counted): TaskGroup[] {
  const groups: TaskGroup[] = ATTENTION_GROUPS.map(({ key, title, statuses }) => {
    const members = tasks.filter((task) => statuses.includes(task.status));
    const counted = totals ? statuses.reduce((sum, status) => sum + (totals[status] ?? 0), 0) : 0;
    return { key, title, tasks: members, total: Math.max(counted, members.length) };
  });
  const chosen = tasks.filter((task) => hasEnded(task.status));
  groups.push({ key: 'chosen', title: words.ended, tasks: chosen, total: chosen.length });
  groups.push({ key: 'ended', title: words.ended, tasks: past, total: endedTotal });
  return groups.filter((group) => group.tasks.length > 0);
}
