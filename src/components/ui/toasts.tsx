'use client';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { words } from '../words/ui';
import { words as common } from '../words/words';
import { Button } from './button';
import { dismissToast, noToasts, shownToasts, watchToasts } from './toast-store';

/** Where toasts appear; screen readers hear them without losing their place. */
export function Toasts() {
  const toasts = useSyncExternalStore(watchToasts, shownToasts, () => noToasts);
  return (
    <section
      aria-label={words.notifications}
      aria-live="polite"
      className="no-print pointer-events-none fixed right-4 bottom-20 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4"
    >
      {toasts.map(({ id, title, description, tone, undo, retry }) => (
        <div
          key={id}
          className={clsx(
            'pointer-events-auto relative rounded-panel border bg-panel p-3 pr-10 shadow-lift',
            tone === 'failed' ? 'border-danger' : 'border-line',
          )}
        >
          <p className={clsx('font-medium', tone === 'failed' && 'text-danger')}>{title}</p>
          {description && <p className="text-label text-ink-2">{description}</p>}
          {(undo ?? retry) && (
            <Button
              size="sm"
              className="mt-2"
              onClick={() => {
                dismissToast(id);
                (undo ?? retry)?.();
              }}
            >
              {undo ? words.undo : common.failures.tryAgain}
            </Button>
          )}
          <button
            type="button"
            aria-label={words.dismiss}
            onClick={() => dismissToast(id)}
            className="absolute top-2 right-2 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken"
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        </div>
      ))}
    </section>
  );
}
