'use client';
import { clsx } from 'clsx';
import type { Event } from '@/contract/event';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from '../ui/format-duration';
import { type Phase, timeShares } from './time-shares';

const LOOK: Record<Phase, { word: string; color: string }> = {
  draft: { word: 'Not queued', color: 'bg-line' },
  queue: { word: 'In the queue', color: 'bg-neutral' },
  blocked: { word: 'Blocked', color: 'bg-attention' },
  work: { word: 'At work', color: 'bg-active' },
  proof: { word: 'Being proven', color: 'bg-success' },
  person: { word: 'Waiting for a person', color: 'bg-review' },
  merge: { word: 'Merging', color: 'bg-ink-3' },
};

/** Where the time of a task went: waiting apart from work. */
export function TimeBar({ events }: { events: Event[] }) {
  const now = useNow();
  const shares = timeShares(events, now);
  const all = shares.reduce((sum, { ms }) => sum + ms, 0);
  if (all === 0) return null;
  return (
    <div className="border-b border-line px-4 py-3">
      <div className="flex h-2 gap-px overflow-hidden rounded-full" aria-hidden="true">
        {shares.map(({ phase, ms }) => (
          <span key={phase} className={clsx('min-w-1', LOOK[phase].color)} style={{ flexGrow: ms / all }} />
        ))}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-label">
        {shares.map(({ phase, ms }) => (
          <div key={phase} className="flex items-center gap-1.5">
            <span className={clsx('size-2 rounded-sm', LOOK[phase].color)} aria-hidden="true" />
            <dt className="text-ink-2">{LOOK[phase].word}</dt>
            <dd className="mono" suppressHydrationWarning>
              {formatDuration(ms)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
