'use client';
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { useState } from 'react';
import type { Task } from '@/contract/task';
import { useChange } from '@/hooks/use-change';
import { Scroller } from '../ui/scroller';
import { toast, toastRefused } from '../ui/toast-store';
import { words } from '../words/task-cards';
import { BoardColumn } from './board-column';
import { BOARD, fillColumn, moveInto, whyNotInto } from './board-columns';
import { CarriedCard } from './carried-card';
import { foreseeTasks } from './foresee-tasks';
import { MoveDialog } from './move-dialog';
import { TaskCard } from './task-card';
import type { Unread } from './unread-tasks';

interface BoardProps {
  tasks: Task[];
  /** How many there are of each status, where no filter narrows them. */
  totals: Record<string, number> | null;
  unread: Unread;
}

/** Tasks by where they stand, a column for each step of their life. Cards are carried, or moved by their button. */
export function TaskBoard({ tasks, totals, unread }: BoardProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const [carried, setCarried] = useState<string | null>(null);
  const change = useChange('updateTask', {
    foresees: ({ params, body }) =>
      foreseeTasks([params?.id ?? ''], (task) => ({ ...task, status: body?.status ?? task.status })),
  });
  // A click stays a click, and a finger that moves at once scrolls.
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  );
  const find = (ref: string | null) => tasks.find((task) => task.ref === ref);
  const [inHand, inQuestion] = [find(carried), find(asked)];

  const put = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    const task = find(String(active.id));
    const column = BOARD.find(({ key }) => key === over?.id);
    if (!task || !column || column.statuses.includes(task.status)) return;
    const move = moveInto(column, task);
    if (!move) return toast(words.board.stays(task.ref), { description: whyNotInto(column, task) });
    // What cannot be taken back is asked first.
    if (move.danger) return setAsked(task.ref);
    change.mutate(
      { params: { id: task.ref }, body: { status: move.to, version: task.version } },
      {
        onSuccess: () => toast(words.board.moved(task.ref, column.title)),
        onError: (error) => toastRefused(words.board.notMoved(task.ref), error),
      },
    );
  };

  return (
    <DndContext
      id="board"
      sensors={sensors}
      accessibility={{ announcements }}
      onDragStart={({ active }) => setCarried(String(active.id))}
      onDragCancel={() => setCarried(null)}
      onDragEnd={put}
    >
      <Scroller
        label={words.board.label}
        className="-mx-3 flex snap-x scroll-px-3 items-start gap-3 px-3 pb-3 lg:-mx-6 lg:scroll-px-6 lg:px-6"
      >
        {BOARD.map((column) => {
          const { cards, total, more } = fillColumn(column, tasks, { totals, unread: unread.statuses });
          const takes =
            inHand && !column.statuses.includes(inHand.status) ? !!moveInto(column, inHand) : null;
          return (
            <BoardColumn
              key={column.key}
              column={column}
              total={total}
              all={more ? unread.addressOf(column.statuses) : null}
              counted={totals !== null}
              takes={takes}
            >
              {cards.length > 0 &&
                cards.map((task) => (
                  <CarriedCard
                    key={task.id}
                    task={task}
                    withStatus={column.statuses.length > 1}
                    onMove={setAsked}
                  />
                ))}
            </BoardColumn>
          );
        })}
      </Scroller>
      <DragOverlay dropAnimation={null}>
        {inHand && (
          <div className="rotate-1 shadow-lg">
            <TaskCard task={inHand} withStatus />
          </div>
        )}
      </DragOverlay>
      {inQuestion && <MoveDialog task={inQuestion} onClose={() => setAsked(null)} />}
    </DndContext>
  );
}

const titleOf = (key: unknown) => BOARD.find((column) => column.key === key)?.title;

/** What screen readers hear of a card that is carried. */
const announcements = {
  onDragStart: ({ active }: { active: { id: unknown } }) => words.carried.start(String(active.id)),
  onDragOver: ({ active, over }: { active: { id: unknown }; over: { id: unknown } | null }) =>
    over ? words.carried.over(String(active.id), titleOf(over.id)) : undefined,
  onDragEnd: ({ active, over }: { active: { id: unknown }; over: { id: unknown } | null }) =>
    over ? words.carried.put(String(active.id), titleOf(over.id)) : words.carried.back(String(active.id)),
  onDragCancel: ({ active }: { active: { id: unknown } }) => words.carried.back(String(active.id)),
};
