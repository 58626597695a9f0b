import type { Task } from '@/contract/task';
import { TaskRow } from './task-row';

const wide = 'hidden px-2 py-1.5 font-medium lg:table-cell';
const middle = 'hidden px-2 py-1.5 font-medium md:table-cell';

export interface TaskGroup {
  key: string;
  title: string;
  tasks: Task[];
  /** How many there are, where more exist than are shown. */
  total: number;
}

/** Tasks in groups, one table: the columns of all groups line up. */
export function TaskTable({ groups, label }: { groups: TaskGroup[]; label: string }) {
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
        <tr>
          <th scope="col" className="w-0 py-1.5 pl-4 font-medium">
            <span className="sr-only">Priority</span>
          </th>
          <th scope="col" className={middle}>
            Status
          </th>
          <th scope="col" className="w-full px-2 py-1.5 font-medium">
            Task
          </th>
          <th scope="col" className={wide}>
            Risk
          </th>
          <th scope="col" className={wide}>
            Proof
          </th>
          <th scope="col" className={wide}>
            Runner
          </th>
          <th scope="col" className={`${middle} text-right`}>
            Cost
          </th>
          <th scope="col" className={`${middle} pr-4 text-right`}>
            Updated
          </th>
        </tr>
      </thead>
      {groups.map(({ key, title, tasks, total }) => (
        <tbody key={key} className="border-t border-line">
          <tr>
            <th
              scope="rowgroup"
              colSpan={8}
              className="bg-sunken px-4 py-1.5 text-label font-medium text-ink-2"
            >
              {title} <span className="text-ink-3">{total}</span>
            </th>
          </tr>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
