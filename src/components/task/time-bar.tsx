'use client';
import { clsx } from 'clsx';
import type { Event } from '@/contract/event';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from '../ui/format-duration';
import { PHASE_LOOK } from './phase-look';
import { timeShares } from './time-shares';

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
          <span
            key={phase}
            className={clsx('min-w-1', PHASE_LOOK[phase].color)}
            style={{ flexGrow: ms / all }}
          />
        ))}
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-label">
        {shares.map(({ phase, ms }) => (
          <div key={phase} className="flex items-center gap-1.5">
            <span className={clsx('size-2 rounded-sm', PHASE_LOOK[phase].color)} aria-hidden="true" />
            <dt className="text-ink-2">{PHASE_LOOK[phase].word}</dt>
            <dd className="mono">{formatDuration(ms)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
