'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../words/ui';

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** A modal surface: traps the focus, closes by Escape and gives the focus back. */
export function Dialog({ open, onOpenChange, title, description, children, wide }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-180 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-1.5rem)] -translate-1/2 overflow-y-auto rounded-panel border border-line bg-panel p-5 shadow-lift transition-opacity duration-180 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0',
            wide ? 'max-w-2xl' : 'max-w-lg',
          )}
        >
          <Base.Title className="pr-8 text-section font-semibold">{title}</Base.Title>
          {description && (
            <Base.Description className="mt-1 text-body text-ink-2" render={<div />}>
              {description}
            </Base.Description>
          )}
          <div className="mt-4">{children}</div>
          <Base.Close
            aria-label={words.close}
            className="absolute top-4 right-4 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The row of buttons that ends a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}
