'use client';
import { clsx } from 'clsx';
import { useState } from 'react';
import type { Task } from '@/contract/task';
import { toneText } from '../ui/chip';
import { Scroller } from '../ui/scroller';
import { BOARD, fillColumn } from './board-columns';
import { MoveDialog } from './move-dialog';
import { StatusIcon } from './status-icon';
import { STATUS } from './status-vocabulary';
import { TaskCard } from './task-card';

interface BoardProps {
  tasks: Task[];
  /** How many there are of each status, where no filter narrows them. */
  totals: Record<string, number> | null;
  /** Whether there are tasks that have not been read. */
  more: boolean;
}

/** Tasks by where they stand, a column for each step of their life. */
export function TaskBoard({ tasks, totals, more }: BoardProps) {
  const [moving, setMoving] = useState<string | null>(null);
  const moved = tasks.find((task) => task.ref === moving);
  return (
    <>
      <Scroller
        label="Board"
        className="-mx-3 flex snap-x scroll-px-3 items-start gap-3 px-3 pb-3 lg:-mx-6 lg:scroll-px-6 lg:px-6"
      >
        {BOARD.map((column) => {
          const { cards, total } = fillColumn(column, tasks, totals);
          const { shape, tone } = STATUS[column.statuses[0] ?? 'DRAFT'];
          return (
            <section
              key={column.key}
              aria-label={`${column.title}, ${total}`}
              className={clsx(
                'snap-start rounded-panel border border-line bg-sunken/60 p-2',
                cards.length > 0 ? 'w-[min(16rem,82vw)] shrink-0' : 'w-32 shrink-0',
              )}
            >
              <h2 className="mb-2 flex min-h-6 items-center gap-1.5 px-1 text-label font-medium">
                <span className={toneText[tone]}>
                  <StatusIcon shape={shape === 'arc' ? 'dot' : shape} className="size-3.5" />
                </span>
                {column.title}
                <span className="font-normal text-ink-3">
                  {total}
                  {more && totals === null && cards.length > 0 && '+'}
                </span>
              </h2>
              {cards.length === 0 ? (
                <p className="px-1 pb-1 text-label text-ink-3">Nothing here</p>
              ) : (
                <ul className="flex flex-col gap-2">
                  {cards.map((task) => (
                    <TaskCard
                      key={task.id}
                      task={task}
                      withStatus={column.statuses.length > 1}
                      onMove={() => setMoving(task.ref)}
                    />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </Scroller>
      {moved && <MoveDialog task={moved} onClose={() => setMoving(null)} />}
    </>
  );
}
