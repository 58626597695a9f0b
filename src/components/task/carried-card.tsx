'use client';
import { useDraggable } from '@dnd-kit/core';
import { clsx } from 'clsx';
import { memo } from 'react';
import type { Task } from '@/contract/task';
import { movesOf } from './board-moves';
import { TaskCard } from './task-card';

interface CardProps {
  task: Task;
  withStatus: boolean;
  onMove(ref: string): void;
}

/** A card that can be carried to another column; its button does the same for keyboards. */
export function CarriedCard({ task, withStatus, onMove }: CardProps) {
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: task.ref,
    disabled: movesOf(task).length === 0,
  });
  return (
    <li ref={setNodeRef} {...listeners} className={clsx('touch-manipulation', isDragging && 'opacity-40')}>
      <Card task={task} withStatus={withStatus} onMove={onMove} />
    </li>
  );
}

/** Where one card is carried, the others are not drawn anew. */
const Card = memo(TaskCard);
