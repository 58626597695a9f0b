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

interface MenuProps {
  label: ReactNode;
  entries: MenuEntry[];
  /** Which edge of the button the list keeps to: the end where buttons stand at the end of their line. */
  align?: 'start' | 'end';
}

/** A button that opens a list of further things to do. */
export function Menu({ label, entries, align = 'end' }: MenuProps) {
  return (
    <MenuSurface label={label} look="text-ink-2 hover:text-ink" align={align}>
      {entries.map((entry) => (
        <MenuItem key={entry.label} {...entry} />
      ))}
    </MenuSurface>
  );
}

/** The button of a menu and the surface it opens, for what is more than a list of things to do. */
export function MenuSurface({
  label,
  look,
  align,
  children,
}: {
  label: ReactNode;
  look: string;
  align: 'start' | 'end';
  children: ReactNode;
}) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger
        className={clsx(
          'coarse-target forced-border inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-3 text-body font-medium whitespace-nowrap select-none hover:bg-sunken data-popup-open:bg-sunken',
          look,
        )}
      >
        {label}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-40">
          <Base.Popup className="max-h-(--available-height) max-w-[min(20rem,calc(100vw-1.5rem))] min-w-52 overflow-y-auto rounded-panel border border-line bg-panel p-1 shadow-lift outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** One thing to do in a menu. */
export function MenuItem({ label, note, danger, disabled, run }: MenuEntry) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={run}
      className={clsx(menuItem, 'flex-col justify-center', danger && 'text-danger')}
    >
      {label}
      {note && <span className="text-label text-ink-2">{note}</span>}
    </Base.Item>
  );
}

/** How what can be picked in a menu looks. */
export const menuItem =
  'coarse-target flex min-h-8 cursor-pointer rounded-control px-2.5 py-1 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken';
