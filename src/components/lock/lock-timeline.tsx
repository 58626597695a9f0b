'use client';
import { Hourglass, Lock } from 'lucide-react';
import Link from 'next/link';
import type { FileLock, LockWait } from '@/contract/lock';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from '../ui/format-duration';
import { words } from '../words/lock-views';
import { spansByPath } from './lock-spans';

interface TimelineProps {
  locks: FileLock[];
  waits: LockWait[];
}

/** Each path along the time: since when it is held, and who has waited for it how long. */
export function LockTimeline({ locks, waits }: TimelineProps) {
  const now = useNow();
  const { from, paths } = spansByPath(locks, waits, now);
  const all = Math.max(1, now - from);
  const start = (at: number) => `${Math.min(99.5, ((at - from) / all) * 100)}%`;
  return (
    <div className="px-4 py-3">
      <p className="mb-2 flex justify-between border-b border-line pb-1 text-meta text-ink-3">
        <span>{words.timeline.ago(formatDuration(all))}</span>
        <span className="max-sm:hidden">{words.timeline.ago(formatDuration(all / 2))}</span>
        <span>{words.timeline.now}</span>
      </p>
      <ul className="flex flex-col gap-3">
        {paths.map(({ key, pattern, shared, spans }) => (
          <li key={key}>
            <p className="mb-1 text-label">
              <bdi className="mono break-all text-ink">{pattern}</bdi>
              {shared && <span className="text-ink-3"> {words.timeline.toRead}</span>}
            </p>
            <ul className="flex flex-col gap-1">
              {spans.map(({ taskRef, taskTitle, at, holds }) => (
                <li key={`${taskRef} ${holds}`} className="relative">
                  <span
                    aria-hidden="true"
                    className={`absolute inset-y-0 right-0 rounded-control border ${
                      holds
                        ? 'border-attention bg-tint-attention'
                        : 'border-dashed border-control text-ink-3 hatched'
                    }`}
                    style={{ left: start(at) }}
                  />
                  <span className="relative flex min-h-6 flex-wrap items-center gap-x-2 px-2 text-label">
                    <span className="inline-flex items-center gap-1 rounded-[3px] bg-panel/85 px-1">
                      {holds ? (
                        <Lock className="size-3.5 text-attention" aria-hidden="true" />
                      ) : (
                        <Hourglass className="size-3.5 text-ink-2" aria-hidden="true" />
                      )}
                      <Link href={`/tasks/${taskRef}`} className="mono hover:underline" title={taskTitle}>
                        {taskRef}
                      </Link>{' '}
                      <span className="text-ink-2">
                        {words.timeline[holds ? 'holds' : 'waits'](formatDuration(Math.max(0, now - at)))}
                      </span>
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
