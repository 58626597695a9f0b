import { clsx } from 'clsx';
import { formatDuration } from './format-duration';

/** Where an axis of time is marked, as shares of its length; a narrow screen has room for its ends alone. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The head of rows of bars on one axis of time: a column for names, then how far each mark is from the beginning. */
export function TimeScale({ ms, className }: { ms: number; className?: string }) {
  return (
    <div aria-hidden="true" className={clsx('flex text-label text-ink-3', className)}>
      <span className="w-36 shrink-0 sm:w-56" />
      <span className="relative h-5 flex-1">
        {TICKS.map((tick) => (
          <span
            key={tick}
            className={clsx(
              'absolute whitespace-nowrap tabular-nums',
              tick === 1 ? '-translate-x-full' : tick > 0 && 'hidden -translate-x-1/2 sm:inline',
            )}
            style={{ left: `${tick * 100}%` }}
          >
            {formatDuration(ms * tick)}
          </span>
        ))}
      </span>
    </div>
  );
}
