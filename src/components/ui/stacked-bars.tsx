import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface Series {
  key: string;
  /** A colour of text: `text-success`. */
  colour: string;
  /** Drawn in stripes too, for who does not see the colours. */
  hatched: boolean;
  label: ReactNode;
}
interface Bar {
  key: string;
  /** What is read where the pointer rests. */
  title: string;
  /** One for each series. */
  values: number[];
}
interface StackedBarsProps {
  series: readonly Series[];
  bars: Bar[];
  note?: ReactNode;
  /** What stands below the first and the last bar. */
  ends: [string, string];
}

const HEIGHT = 96;
const look = ({ colour, hatched }: Series) =>
  clsx('rounded-sm', colour, hatched ? 'hatched border border-current' : 'bg-current');

/** Bars of several parts on one scale, each part named above. Who cannot see them needs a table beside. */
export function StackedBars({ series, bars, note, ends }: StackedBarsProps) {
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap gap-4 text-label text-ink-2">
        {series.map((one) => (
          <span key={one.key} className="inline-flex min-w-0 items-center gap-1.5">
            <span className={`size-2.5 shrink-0 ${look(one)}`} aria-hidden="true" />
            {one.label}
          </span>
        ))}
        {note && <span className="ml-auto">{note}</span>}
      </figcaption>
      <div
        className={clsx('flex items-end', bars.length > 31 ? 'gap-px' : 'gap-1 sm:gap-2')}
        style={{ height: HEIGHT }}
        aria-hidden="true"
      >
        {bars.map(({ key, title, values }) => (
          <div key={key} title={title} className="flex h-full flex-1 flex-col justify-end gap-px">
            {series
              .map((one, nth) => ({ one, value: values[nth] ?? 0 }))
              .toReversed()
              .map(
                ({ one, value }) =>
                  value > 0 && (
                    <div
                      key={one.key}
                      className={look(one)}
                      style={{ height: Math.max(3, Math.round((value / most) * HEIGHT)) }}
                    />
                  ),
              )}
            <div className="h-px bg-line" />
          </div>
        ))}
      </div>
      <div className="mt-1 flex justify-between text-meta text-ink-3" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  );
}
