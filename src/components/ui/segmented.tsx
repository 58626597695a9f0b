import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange(value: T): void;
}

/** A choice of one among a few that are all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a row of buttons in every browser
    <div
      role="group"
      aria-label={label}
      className="inline-flex max-w-full shrink-0 flex-wrap items-stretch rounded-control border border-control bg-panel p-0.5"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            'inline-flex min-h-6.5 items-center gap-1.5 rounded-[4px] text-body text-ink-2 hover:text-ink pointer-coarse:min-h-9.5',
            options.length > 4 ? 'px-1.5 sm:px-2.5' : 'px-2.5',
            'aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
