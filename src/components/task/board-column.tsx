'use client';
import { useDroppable } from '@dnd-kit/core';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { toneText } from '../ui/chip';
import { words } from '../words/task-board';
import type { BoardColumn as Column } from './board-columns';
import { StatusIcon } from './status-icon';
import { STATUS } from './status-vocabulary';

interface ColumnProps {
  column: Column;
  total: number;
  /** Whether `total` is of all there are, or of those that were read. */
  counted: boolean;
  /** Where all of them are shown, while there may be more than were read. */
  all: string | null;
  /** Whether what is carried may be put here; null while nothing is. */
  takes: boolean | null;
  /** Its cards, where it has some. */
  children: ReactNode;
}

/** One step of a task's life, with the cards of those that are there. */
export function BoardColumn({ column, total, counted, all, takes, children }: ColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: column.key });
  const { shape, tone } = STATUS[column.statuses[0] ?? 'DRAFT'];
  return (
    <section
      ref={setNodeRef}
      aria-label={`${column.title}, ${total}`}
      className={clsx(
        'snap-start rounded-panel border p-2',
        takes ? 'border-accent' : 'border-line',
        takes && isOver ? 'bg-tint-active' : 'bg-sunken/60',
        takes === false && 'opacity-60',
        children ? 'w-[min(16rem,82vw)] shrink-0' : 'w-32 shrink-0',
      )}
    >
      <h2 className="mb-2 flex min-h-6 items-center gap-1.5 px-1 text-label font-medium">
        <span className={toneText[tone]}>
          <StatusIcon shape={shape === 'arc' ? 'dot' : shape} className="size-3.5" />
        </span>
        {column.title}
        <span className="font-normal text-ink-3">
          {total}
          {all && !counted && '+'}
        </span>
      </h2>
      {children ? (
        <ul className="flex flex-col gap-2">{children}</ul>
      ) : (
        (takes || !all) && (
          <p className="px-1 pb-1 text-label text-ink-3">
            {takes ? words.columns.putHere : words.columns.empty}
          </p>
        )
      )}
      {all && (
        <Link
          href={all}
          className="relative mt-1 inline-flex min-h-6 items-center px-1 text-label text-accent hover:underline pointer-coarse:min-h-11"
        >
          {words.columns.showAll}
          <span className="sr-only">{words.columns.ofColumn(column.title)}</span>
        </Link>
      )}
    </section>
  );
}
