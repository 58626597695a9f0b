'use client';
import { clsx } from 'clsx';
import { useLiveStatus } from '@/hooks/use-live-events';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from '../ui/format-duration';
import { words } from '../words/words';

const LOOK = {
  connecting: 'text-neutral',
  live: 'text-success',
  reconnecting: 'text-attention',
  offline: 'text-danger',
} as const;

/** Whether this page shows the present: the state of its event stream, and since when it is broken. */
export function LiveChip() {
  const { state, since, lastEventAt } = useLiveStatus();
  const now = useNow();
  const age = state === 'live' || state === 'connecting' ? null : formatDuration(now - since);
  const last =
    lastEventAt === null ? words.live.noEvent : words.live.lastEvent(formatDuration(now - lastEventAt));
  return (
    <span
      title={state === 'live' ? `${words.live.byThemselves} ${last}` : `${words.live.readAgain(15)} ${last}`}
      className={clsx(
        // As wide as its first word, so that nothing moves when it is live.
        'inline-flex items-center justify-end gap-1.5 text-label font-medium whitespace-nowrap sm:min-w-25',
        LOOK[state],
      )}
    >
      <svg viewBox="0 0 8 8" className="size-2" aria-hidden="true">
        {state === 'live' ? (
          <circle cx="4" cy="4" r="4" fill="currentColor" />
        ) : (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="2" />
        )}
      </svg>
      <span role="status">{words.live[state]}</span>
      {age && <span>{age}</span>}
    </span>
  );
}
