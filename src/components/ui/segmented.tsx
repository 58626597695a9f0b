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
      className="inline-flex h-8 shrink-0 items-stretch rounded-control border border-control bg-panel p-0.5 pointer-coarse:h-11"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            'inline-flex items-center gap-1.5 rounded-[4px] px-2.5 text-body text-ink-2 hover:text-ink',
            'aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
