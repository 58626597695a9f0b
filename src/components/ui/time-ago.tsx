'use client';
import { useAlive } from '@/hooks/use-alive';
import { useByNow } from '@/hooks/use-now';
import { formatDuration } from './format-duration';
import { formatAgo, formatMoment } from './format-time';

/** A moment, relative to now; hovering tells it exactly. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const ago = useByNow((now) => formatAgo(Date.parse(at), now));
  return (
    <time dateTime={at} title={useMoment(at)} className={className}>
      {ago}
    </time>
  );
}

/** A moment as it was, in the reader's own zone and in UTC. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{useMoment(at)}</time>;
}

/** Nothing as long as only the server has drawn: it does not know the reader's zone. */
const useMoment = (at: string) => (useAlive() ? formatMoment(new Date(at)) : undefined);

/** How long something has taken: ticks until it has an end. */
export function Elapsed({ from, to, className }: { from: string; to?: string | null; className?: string }) {
  const taken = useByNow((now) =>
    formatDuration(Math.max(0, (to ? Date.parse(to) : now) - Date.parse(from))),
  );
  return (
    <time dateTime={from} className={className}>
      {taken}
    </time>
  );
}
