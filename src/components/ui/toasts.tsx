'use client';
import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

type Tone = 'done' | 'failed';

/** Makes toasts possible below it. A failure stays until it is closed. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="no-print fixed right-4 bottom-20 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 md:bottom-4">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="right"
      className={clsx(
        'rounded-panel border bg-panel p-3 pr-10 shadow-lift transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0',
        toast.type === 'failed' ? 'border-danger' : 'border-line',
      )}
    >
      <Toast.Content>
        <Toast.Title
          className={clsx('text-body font-medium', toast.type === 'failed' && 'text-danger')}
          render={<p />}
        />
        <Toast.Description className="text-label text-ink-2" />
        <Toast.Close
          aria-label="Dismiss"
          className="absolute top-2 right-2 grid size-7 place-items-center rounded-control text-ink-2 hover:bg-sunken"
        >
          <X className="size-4" aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Gives `toast(title, { description, tone })`. */
export function useToast() {
  const { add } = Toast.useToastManager();
  return useMemo(
    () =>
      (title: string, { description, tone = 'done' }: { description?: string; tone?: Tone } = {}) =>
        add({
          title,
          description,
          type: tone,
          timeout: tone === 'failed' ? 0 : undefined,
          priority: tone === 'failed' ? 'high' : 'low',
        }),
    [add],
  );
}
