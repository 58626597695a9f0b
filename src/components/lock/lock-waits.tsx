'use client';
import Link from 'next/link';
import type { LockWait } from '@/contract/lock';
import { Button } from '../ui/button';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/lock-page';

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
                <Phrase of={words.waits.queued} parts={{ at: <TimeAgo at={wait.queuedAt} /> }} />
              </span>
            )}
            <ul className="mt-1 flex flex-col gap-1 text-label text-ink-2">
              {wait.waitsFor.length === 0 && <li>{words.waits.free}</li>}
              {wait.waitsFor.map((held) => (
                <li key={`${held.path} ${held.taskRef}`}>
                  <Phrase
                    of={WAITS_FOR_PERSON.has(held.status) ? words.waits.waitsForPerson : words.waits.waits}
                    parts={{
                      path: <code className="break-all text-ink">{held.path}</code>,
                      task: <TaskLink taskRef={held.taskRef} title={held.taskTitle} />,
                    }}
                  />
                </li>
              ))}
            </ul>
          </div>
          {wait.waitsFor.length > 0 && (
            <Button size="sm" look="quiet" onClick={() => onTake(wait)}>
              {words.waits.take}
              <span className="sr-only"> {words.waits.takeFor(wait.taskRef)}</span>
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
