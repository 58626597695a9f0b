'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface MenuEntry {
  label: string;
  /** What it does, below its name. */
  note?: string;
  danger?: boolean;
  disabled?: boolean;
  run(): void;
}

/** A button that opens a list of further things to do. */
export function Menu({ label, entries }: { label: ReactNode; entries: MenuEntry[] }) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="coarse-target forced-border inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-3 text-body font-medium whitespace-nowrap text-ink-2 select-none hover:bg-sunken hover:text-ink data-popup-open:bg-sunken">
        {label}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-40">
          <Base.Popup className="max-w-[min(20rem,calc(100vw-1.5rem))] min-w-52 rounded-panel border border-line bg-panel p-1 shadow-lift outline-none">
            {entries.map(({ label: name, note, danger, disabled, run }) => (
              <Base.Item
                key={name}
                disabled={disabled}
                onClick={run}
                className={clsx(
                  'coarse-target flex min-h-8 cursor-pointer flex-col justify-center rounded-control px-2.5 py-1 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken',
                  danger && 'text-danger',
                )}
              >
                {name}
                {note && <span className="text-label text-ink-2">{note}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
