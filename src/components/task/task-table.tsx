import Link from 'next/link';
import { type ReactNode, useCallback, useRef } from 'react';
import type { Task } from '@/contract/task';
import { words } from '../words/task-list';
import { PickBox } from './pick-box';
import { TaskRow } from './task-row';

const wide = 'hidden px-2 py-1.5 font-medium xl:table-cell in-data-narrow:hidden!';
const middle = 'hidden px-2 py-1.5 font-medium md:table-cell';

export interface TaskGroup {
  key: string;
  title: string;
  tasks: Task[];
  /** How many there are, where more exist than are shown. */
  total: number;
  /** Where all of them are, while some were not read. */
  all?: string;
}

interface TableProps {
  groups: TaskGroup[];
  label: string;
  /** The refs that are ticked; without `onPick` nothing can be. */
  picked?: ReadonlySet<string>;
  onPick?(picked: ReadonlySet<string>): void;
  /** The task that is open beside the table. */
  peek?: string | null;
  /** The heading of a column by which the tasks can be ordered, where they can; groups then have no title. */
  heading?(sort: 'priority' | 'number' | 'updated', name: string): ReactNode;
  /** What they are ordered by. */
  sorted?: string;
}

/** Tasks in groups, one table: the columns of all groups line up. */
export function TaskTable({ groups, label, picked, onPick, peek, heading, sorted }: TableProps) {
  const ordered = (sort: string) => (sorted === sort ? ('descending' as const) : undefined);
  const latest = useRef({ picked, onPick });
  latest.current = { picked, onPick };
  /** The same for as long as the table stands: a tick draws its own row anew, not a hundred. */
  const pick = useCallback((refs: string[], on: boolean) => {
    const next = new Set(latest.current.picked);
    for (const ref of refs) {
      if (on) next.add(ref);
      else next.delete(ref);
    }
    latest.current.onPick?.(next);
  }, []);
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only text-label text-ink-3 md:not-sr-only md:table-header-group">
        <tr>
          {onPick && (
            <th scope="col" className="w-0 py-1.5 pl-3 font-medium">
              <span className="sr-only">{words.table.pick}</span>
            </th>
          )}
          <th
            scope="col"
            className={`w-0 py-1.5 font-medium ${onPick ? 'pl-2' : 'pl-4'}`}
            aria-sort={ordered('priority')}
          >
            {heading?.('priority', words.table.priority) ?? (
              <span className="sr-only">{words.table.priority}</span>
            )}
          </th>
          <th scope="col" className={middle}>
            {words.table.status}
          </th>
          <th scope="col" className="w-full px-2 py-1.5 font-medium" aria-sort={ordered('number')}>
            {heading?.('number', words.table.task) ?? words.table.task}
          </th>
          <th scope="col" className={wide}>
            {words.table.risk}
          </th>
          <th scope="col" className={wide}>
            {words.table.proof}
          </th>
          <th scope="col" className={wide}>
            {words.table.runner}
          </th>
          <th scope="col" className={`${middle} text-right in-data-narrow:hidden!`}>
            {words.table.cost}
          </th>
          <th scope="col" className={`${middle} pr-10 text-right`} aria-sort={ordered('updated')}>
            {heading?.('updated', words.table.updated) ?? words.table.updated}
          </th>
        </tr>
      </thead>
      {groups.map(({ key, title, tasks, total, all }) => (
        <tbody key={key} className="border-t border-line max-md:first-of-type:border-t-0">
          <tr className={heading && 'sr-only'}>
            {onPick && (
              <td className="w-0 bg-sunken pl-3">
                {tasks.length > 0 && (
                  <PickBox
                    label={words.table.pickAll(title)}
                    checked={tasks.every((task) => picked?.has(task.ref))}
                    onChange={(on) =>
                      pick(
                        tasks.map((task) => task.ref),
                        on,
                      )
                    }
                  />
                )}
              </td>
            )}
            <th
              scope="rowgroup"
              colSpan={8}
              className={`bg-sunken py-1.5 pr-4 text-label font-medium text-ink-2 ${onPick ? 'pl-2' : 'pl-4'}`}
            >
              {title} <span className="text-ink-3">{total}</span>
              {all && (
                <Link
                  href={all}
                  className="relative ml-3 inline-flex min-h-6 items-center font-normal text-accent hover:underline"
                >
                  {words.table.showAll}
                  <span className="sr-only">{words.table.ofGroup(title)}</span>
                </Link>
              )}
            </th>
          </tr>
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              picked={picked?.has(task.ref)}
              onPick={onPick && pick}
              beside={peek === task.ref}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
