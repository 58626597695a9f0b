'use client';
import Link from 'next/link';
import type { LockWait } from '@/contract/lock';
import { Button } from '../ui/button';
import { TimeAgo } from '../ui/time-ago';

/** Who waits for whom: each waiting task with every path that it cannot have and the task that holds it. */
export function LockWaits({ waits, onTake }: { waits: LockWait[]; onTake(wait: LockWait): void }) {
  return (
    <ul className="flex flex-col">
      {waits.map((wait) => (
        <li
          key={wait.taskId}
          className="flex items-start gap-3 border-t border-line px-4 py-2 first:border-t-0"
        >
          <div className="min-w-0 flex-1">
            <TaskLink taskRef={wait.taskRef} title={wait.taskTitle} />
            {wait.queuedAt && (
              <span className="text-label text-ink-3">
                {' '}
                queued <TimeAgo at={wait.queuedAt} />
              </span>
            )}
            <ul className="mt-1 flex flex-col gap-1 text-label text-ink-2">
              {wait.waitsFor.length === 0 && <li>What it waited for is free; it is queued in a moment.</li>}
              {wait.waitsFor.map((held) => (
                <li key={`${held.path} ${held.taskRef}`}>
                  waits for <code className="break-all text-ink">{held.path}</code>, held by{' '}
                  <TaskLink taskRef={held.taskRef} title={held.taskTitle} />
                  {WAITS_FOR_PERSON.has(held.status) && ', which waits for a person'}
                </li>
              ))}
            </ul>
          </div>
          {wait.waitsFor.length > 0 && (
            <Button size="sm" look="quiet" onClick={() => onTake(wait)}>
              Take over<span className="sr-only"> for {wait.taskRef}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const WAITS_FOR_PERSON = new Set(['IN_REVIEW', 'NEEDS_HUMAN']);

const TaskLink = ({ taskRef, title }: { taskRef: string; title: string }) => (
  <Link href={`/tasks/${taskRef}`} className="text-accent underline">
    {taskRef} <bdi>{title}</bdi>
  </Link>
);
