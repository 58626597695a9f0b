'use client';
import { useNow } from '@/hooks/use-now';
import { formatDuration } from './format-duration';
import { formatAgo, formatMoment } from './format-time';

/** A moment, relative to now; hovering tells it exactly. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatMoment(date)} className={className} suppressHydrationWarning>
      {formatAgo(date.getTime(), now)}
    </time>
  );
}

/** How long something has taken: ticks until it has an end. */
export function Elapsed({ from, to, className }: { from: string; to?: string | null; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={from} className={className} suppressHydrationWarning>
      {formatDuration(Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from)))}
    </time>
  );
}
