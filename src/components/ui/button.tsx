'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useAlive } from '@/hooks/use-alive';

const SHAPE =
  'coarse-target forced-border inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors duration-120 ease-out select-none disabled:opacity-50 aria-disabled:opacity-50';
const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent/88',
  outline: 'border border-control bg-panel text-ink hover:bg-sunken',
  quiet: 'text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'border border-danger bg-panel text-danger hover:bg-tint-danger',
};
const SIZES = { md: 'h-8 px-3 text-body', sm: 'h-7 px-2 text-label', icon: 'size-8 text-body' };

interface Look {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

/**
 * A button; `busy` shows that the answer is awaited and refuses further presses, and keeps the focus: one that is disabled
 * would lose it. One that sends a form waits for the
 * scripts: pressed before, the browser would load the page anew and forget what was written.
 */
export function Button({
  look = 'outline',
  size = 'md',
  busy,
  className,
  children,
  ...props
}: ComponentProps<'button'> & Look & { busy?: boolean }) {
  const alive = useAlive();
  return (
    <button
      type="button"
      {...props}
      disabled={props.disabled || (props.type === 'submit' && !alive)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      // Enter in a form's field presses its button: it sends nothing then either.
      onClick={busy ? (event) => event.preventDefault() : props.onClick}
      className={clsx(SHAPE, LOOKS[look], SIZES[size], className)}
    >
      {busy && <Turning />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look = 'outline',
  size = 'md',
  className,
  ...props
}: ComponentProps<typeof Link> & Look) {
  return <Link {...props} className={clsx(SHAPE, LOOKS[look], SIZES[size], className)} />;
}

function Turning() {
  return (
    <svg
      viewBox="0 0 16 16"
      className="turning size-3.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M8 2a6 6 0 1 1-6 6" strokeLinecap="round" />
    </svg>
  );
}
